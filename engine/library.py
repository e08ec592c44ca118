"""What comes with the product to begin from: ready-made templates, and the organisation that examples are run against."""

from functools import cache
from pathlib import Path

from engine.roster import Roster, read_roster
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.template.source import MAX_BYTES

FOLDER = Path(__file__).parents[1] / "templates_library"
TEST_ORGANISATION = FOLDER / "test_organisation.yaml"
BEGINNING = FOLDER / "start" / "ny-anmalan.yaml"
"""A small template for those who begin with nothing."""


def file_in(folder: Path, name: str) -> Path | None:
    """The file with a name in a folder or below it; None when there is none, or when it lies elsewhere."""
    found = (folder / name).resolve()
    return found if found.is_relative_to(folder.resolve()) and found.is_file() else None


def content(file: Path) -> bytes:
    """What a file holds; of one that is too large for a template no more than shows it."""
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def from_library(name: str) -> bytes | None:
    """A file that comes with the product: a ready-made template, or one that they share."""
    found = file_in(FOLDER, name)
    return content(found) if found is not None else None


@cache
def ready_made() -> dict[str, FormTemplate]:
    """The ready-made templates by name. A running process has one release, so they are read once."""
    found = (load(path.read_bytes(), from_library) for path in sorted(FOLDER.glob("*.yaml")) if path != TEST_ORGANISATION)
    return {template.name: template for template in found}


@cache
def beginning() -> FormTemplate:
    """The small template to begin from."""
    return load(BEGINNING.read_bytes())


@cache
def trial_roster() -> Roster:
    """The organisation that the examples of templates are run against."""
    return read_roster(TEST_ORGANISATION.read_bytes())
