"""Templates that are wrong on purpose. Each line that is at fault says in a comment which codes it is told with: `# -> code, code`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from engine.commands.check import said_of
from engine.difference.continuity import change_faults
from engine.errors import InvalidTemplate
from engine.roster import read_roster
from engine.template.layers import from_texts
from engine.template.load import load
from engine.texts import engine_texts
from tests.engine.proof.proved import ROSTER
from tests.engine.written import form, template

FOLDER = Path(__file__).parent / "broken"
FILES = sorted(FOLDER.glob("*.yaml"))
UNHELD, AFTER = FOLDER / "unheld" / "template.yaml", FOLDER / "changes" / "after.yaml"
SCENARIOS = sorted((Path(__file__).parents[1] / "scenario" / "broken").glob("*.yaml"))
MADE: Mapping[str, str | bytes] = {
    "not-text": b"template: \xff",
    "too-big": template("title: " + "A" * 1_100_000),
    "too-deep": template("start: " + "{purpose: " * 40 + "x" + "}" * 40),
    "too-many": template("languages: [" + "sv, " * 70_000 + "en]"),
    "blocks-too-big": template(
        f"blocks: {{b: {{parameters: {{x: {'A' * 400}}}, questions: {{q: {{type: text, label: '{'((x))' * 900}'}}}}}}}}",
        form("a: {use: b}"),
    ),
    "files-in-a-circle": template("shared: [circle]"),
    "files-too-big": template("shared: [big, bigger]"),
    "too-many-files": template(f"shared: [{', '.join(f'a{number}' for number in range(30))}]"),
    "not-shared": template("shared: [whole]"),
    "schema-too-large": template(f"form: {{schema: {{properties: {{{', '.join(f'a{number}: {{}}' for number in range(8_500))}}}}}}}"),
}
"""What only a text that is too much, or no text, can have, and what files have that are taken with it."""
_LARGE = f"lists: {{b: {{a: A}}}}  # {'A' * 600_000}"
BESIDE = {"circle.yaml": "shared: [circle]", "big.yaml": _LARGE, "bigger.yaml": _LARGE}
BESIDE |= {f"a{number}.yaml": "lists: {a: {a: A}}" for number in range(30)} | {"whole.yaml": template()}
NEVER = frozenset({"wrong-shape", "unknown-template", "asked-otherwise"})
"""What only a field type or step kind from elsewhere can cause, or a report over several templates: test_own_report.py."""
_SAID = re.compile(r"# -> ([a-z-]+(?:, [a-z-]+)*)\s*$")


def expected(path: Path) -> list[tuple[int, str]]:
    """Line and code of everything that a file says is wrong with it."""
    return sorted(_expected(path))


def _expected(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if said := _SAID.search(line):
            yield from ((number, code) for code in said[1].split(", "))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_broken_template_is_told_where_and_why_it_is_broken(path: Path) -> None:
    assert sorted((plain["line"], plain["code"]) for plain, _ in said_of(str(path), ROSTER)) == expected(path)


def test_functions_that_nobody_holds_are_told() -> None:
    roster = read_roster((UNHELD.parent / "organisation.yaml").read_bytes())
    assert sorted((plain["line"], plain["code"]) for plain, _ in said_of(str(UNHELD), roster)) == expected(UNHELD)


def test_changes_that_are_not_true_are_told() -> None:
    before, after = (load(path.read_bytes()) for path in (AFTER.parent / "before.yaml", AFTER))
    assert sorted({(fault.mark.line, fault.code) for fault in change_faults(before, after)}) == expected(AFTER)


@pytest.mark.parametrize("code", MADE)
def test_a_text_that_is_too_much_is_refused(code: str) -> None:
    with pytest.raises(InvalidTemplate) as caught:
        load(MADE[code], from_texts(BESIDE))
    assert code in [fault.code for fault in caught.value.faults]


def test_every_code_is_met_in_a_broken_template() -> None:
    said = {code for path in (*FILES, *SCENARIOS, UNHELD, AFTER) for _, code in expected(path)}
    known = {name.split(".")[1] for name in engine_texts().codes() if name.startswith(("faults.", "checks."))}
    # the words around a sentence are none
    assert known - {"guess", "write", "met", "met-in-text", "met-in-file", "words"} == said | MADE.keys() | NEVER


def test_there_are_many_broken_templates_with_several_faults_each() -> None:
    assert len(FILES) >= 60
    assert sum(len(expected(path)) for path in FILES) > 5 * len(FILES)
