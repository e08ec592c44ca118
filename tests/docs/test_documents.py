"""What the documents say of commands, settings, files and each other is so."""

import re
from pathlib import Path

import pytest

from admin.__main__ import main
from engine.config import SETTINGS
from tests.docs.examples import CHECKOUT, sections

DOCUMENTS = sorted([*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")])
OPERATIONS = CHECKOUT / "docs" / "operations.md"
COMMANDS = set(main.commands)
ROOMS = ("engine", "forms", "admin", "templates_library", "examples", "benchmarks", "tests", "docs")


def prose(path: Path) -> str:
    """A document without its blocks."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(path: Path) -> set[str]:
    """The names by which the headings of a document can be linked to."""
    headings = re.findall(r"^#+ (.*)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_every_link_leads_somewhere(document: Path) -> None:
    text = prose(document)
    targets = [*re.findall(r"\]\(([^)\s]+)\)", text), *re.findall(r'src="([^"]+)"', text)]
    for target in (target for target in targets if "://" not in target):
        name, _, anchor = target.partition("#")
        found = (document.parent / name) if name else document
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


def test_the_settings_are_those_of_the_product() -> None:
    lines = re.findall(r"^\| `(MALLVERK_\w+)` \| (.*?) \| (.*?) \|$", sections(OPERATIONS)["Settings"], re.MULTILINE)
    assert [(name, default.strip("` "), text) for name, default, text in lines] == [
        (one.variable, one.default, one.help) for one in SETTINGS
    ]


def test_every_setting_that_is_named_exists() -> None:
    named = {name for path in DOCUMENTS for name in re.findall(r"MALLVERK_[A-Z_]+", path.read_text(encoding="utf-8"))}
    assert named <= {setting.variable for setting in SETTINGS}


def test_every_command_is_described_and_no_other() -> None:
    assert set(re.findall(r"^\| `mallverk (\w+)", sections(OPERATIONS)["Commands"], re.MULTILINE)) == COMMANDS
    named = {name for path in DOCUMENTS for name in re.findall(r"(?:`|/|\$ )mallverk (\w+)", path.read_text(encoding="utf-8"))}
    assert named <= COMMANDS


def test_the_map_names_every_room() -> None:
    lines = set(re.findall(r"^\| `([\w/]+)/` \|", sections(CHECKOUT / "README.md")["Map of the rooms"], re.MULTILINE))
    packages = {path.parent.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / "engine").glob("*/__init__.py")}
    assert lines == {*ROOMS, *packages}


def test_every_decision_has_its_parts_and_fits_a_page() -> None:
    for path in (CHECKOUT / "docs" / "decisions").glob("*.md"):
        assert list(sections(path)) == ["Context", "Decision", "What follows", "What would change it"], path.name
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 60, path.name


def test_every_file_that_is_named_exists() -> None:
    named = {name for path in DOCUMENTS for name in re.findall(rf"`((?:{'|'.join(ROOMS)})/[\w./]+)`", prose(path))}
    assert [name for name in sorted(named) if not (CHECKOUT / name).exists()] == []
