"""A pattern finds what Python's own engine would, in linear time, or is refused."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.template.from_schema.patterns import compiled, found

PIECES = [
    *"aå1_- \n.^$|)",
    "(", "(?:", "*", "+?", "?", "{2}", "{,2}", "{1,}", "[a-c]", "[^a]", "[]a]", r"[\w.-]", r"[\s\S]", r"[^\d]",
    r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", r"\.", r"\/", r"\-", r"\(", r"\Z", r"\A", r"\t", r"\x61", r"\u00e5",
]  # fmt: skip
TEXTS = st.text(st.sampled_from(list("aåbc1_- .\n\t\x1c\x85٣Ⅷ(/[]{,2}")), max_size=6)


def python(pattern: str) -> re.Pattern[str] | None:
    """The pattern for Python's engine; None when it has none."""
    try:
        return re.compile(pattern)
    except re.error:
        return None


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join), TEXTS)
def test_a_pattern_finds_what_python_finds(pattern: str, text: str) -> None:
    known, engine = python(pattern), compiled(pattern)
    assert known is None or engine is None or found(pattern, text) is (known.search(text) is not None)


@pytest.mark.parametrize(
    "pattern", [r"^\d{3}-\d{2}$", r"^\(?0\d+\)? ?\d+$", r"^[^\s@]+@[^\s@]+$", r"^(a|b)+$", "^.{,3}$", r"[\s\S]*", r"^\w+$"]
)
def test_usual_patterns_can_be_used(pattern: str) -> None:
    assert compiled(pattern) is not None


@pytest.mark.parametrize(
    "pattern", ["(?=a)", "(?!a)", "(?<=a)b", r"(a)\1", r"\bord\b", r"\p{L}", "(?i)a", "(", "a{2000}", "a" * 1001, r"[\W]", "\\"]
)
def test_what_can_not_be_run_as_python_would_is_refused(pattern: str) -> None:
    assert compiled(pattern) is None
    assert not found(pattern, "a")


def test_half_a_pair_is_only_some_character() -> None:
    assert found("^.$", "\ud800")
