"""`docs/checks.md` says of every finding what it means, and of the limits what they are."""

import re

from engine.proof import HINT, NOT_PROVED, REFUTED
from engine.proof.choosing import COMBINATIONS, WORK
from engine.proof.readability import BUDGET, LIX
from engine.texts import engine_texts
from tests.docs.examples import CHECKOUT, sections

PAGE = CHECKOUT / "docs" / "checks.md"
CODES = {code.removeprefix("checks.").removesuffix(".one") for code in engine_texts().codes() if code.startswith("checks.")}
FINDINGS = {code for code in CODES if not code.startswith("words.")}


def test_every_finding_has_its_section_and_no_other_has() -> None:
    told = re.findall(r"^### `([a-z-]+)`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(FINDINGS)
    assert all(len(sections(PAGE)[code].split()) > 5 for code in told)


def test_every_severity_has_its_line() -> None:
    lines = re.findall(r"^\| `([a-z-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert lines == [REFUTED, NOT_PROVED, HINT]


def test_the_limits_are_those_of_the_product() -> None:
    told = sections(PAGE)
    assert f"{COMBINATIONS:,}" in told["How it is proved"]
    assert f"{WORK:,}" in told["How it is proved"]
    assert str(LIX) in told["hard-to-read"]
    assert all(re.search(rf"\b{most}\b", told[f"many-{what}"]) for what, most in BUDGET.items())
