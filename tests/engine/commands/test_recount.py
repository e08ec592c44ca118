"""`mallverk recount`: says that what is counted is what the records say, or where it is not."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from engine.actions.submit import submit
from engine.commands import main
from engine.commands.installation import open_office, settings_from_environment
from engine.statistics import cells
from engine.store import tables
from tests.engine.commands.test_publish import folder, publish
from tests.site import FAULTS, fault

__all__ = ["folder"]


def test_equal_numbers_are_said_to_be_equal(folder: Path) -> None:
    publish(folder, FAULTS)
    found = CliRunner().invoke(main, ["recount"])
    assert (found.exit_code, found.output) == (0, "acme: equal\n")
    assert CliRunner().invoke(main, ["recount", "--organisation", "acme"]).output == "acme: equal\n"


def spoiled(folder: Path, wrong: Any, *, ahead: bool = True) -> None:
    """A report that has come in, counted ahead unless told otherwise, and what a statement has then made of what is counted."""
    publish(folder, FAULTS)
    with open_office(settings_from_environment(), exclusive=False) as office:
        scene = office.scene("acme", "faults")
        assert scene is not None
        office.write("acme", lambda session: submit(session, scene, scene.desk.take_in(fault()), fault(), bytes(32)))
        while ahead and office.count_ahead("acme"):
            pass
        assert CliRunner().invoke(main, ["recount"]).output == "acme: equal\n"
        office.write("acme", lambda session: session.execute(wrong))


def test_what_differs_is_said_by_template_and_grain_and_ends_with_1(folder: Path) -> None:
    row = tables.Fact
    spoiled(folder, update(row).where(row.org == "acme", row.grain == "cases").values(unit="south"), ahead=False)
    found = CliRunner().invoke(main, ["recount", "--organisation", "acme"])
    assert (found.exit_code, found.output) == (1, "acme: faults: cases: 1 missing, 1 too many\n")


def test_a_report_counted_ahead_that_differs_is_said_by_its_lines(folder: Path) -> None:
    line = tables.TallyLine
    spoiled(folder, update(line).where(line.org == "acme", line.report == "who").values(cells=cells.packed({0: 3})))
    found = CliRunner().invoke(main, ["recount"])
    assert (found.exit_code, found.output) == (1, "acme: faults: reports.who: 0 missing, 3 too many\n")


def test_facts_by_column_that_differ_are_said(folder: Path) -> None:
    strip = tables.FactStrip
    spoiled(folder, update(strip).where(strip.org == "acme", strip.grain == "cases", strip.column == "unit").values(labels=["south"]))
    found = CliRunner().invoke(main, ["recount"])
    assert (found.exit_code, found.output) == (1, "acme: faults: facts by column: 1 missing, 1 too many\n")


@pytest.mark.usefixtures("folder")
def test_an_organisation_that_is_not_there_is_told() -> None:
    found = CliRunner().invoke(main, ["recount", "--organisation", "other"])
    assert (found.exit_code, "no such organisation: other" in found.output) == (1, True)
