"""What comes with the product to begin from: ready-made templates, and the organisation that examples are run against."""

from functools import cache
from pathlib import Path

from engine.roster import Roster, read_roster
from engine.template.load import load
from engine.template.model import FormTemplate

FOLDER = Path(__file__).parents[1] / "templates_library"
TEST_ORGANISATION = FOLDER / "test_organisation.yaml"
BEGINNING = FOLDER / "start" / "ny-anmalan.yaml"
"""A small template for those who begin with nothing."""


@cache
def ready_made() -> dict[str, FormTemplate]:
    """The ready-made templates by name. A running process has one release, so they are read once."""
    found = (load(path.read_bytes()) for path in sorted(FOLDER.glob("*.yaml")) if path != TEST_ORGANISATION)
    return {template.name: template for template in found}


@cache
def beginning() -> FormTemplate:
    """The small template to begin from."""
    return load(BEGINNING.read_bytes())


@cache
def trial_roster() -> Roster:
    """The organisation that the examples of templates are run against."""
    return read_roster(TEST_ORGANISATION.read_bytes())
