"""What a report is taken to mean: written by whoever may read what is counted there, sealed, every wording kept, nobody overwritten."""

from datetime import date
from functools import partial
from itertools import product

import pytest

from engine.actions.interpret import LONGEST, Author, interpret
from engine.errors import NotPossible
from engine.store import interpretations, tables
from engine.store.interpretations import Scope, Wording
from tests.racing import together
from tests.site import Site

NORTH = Scope("faults", "who", "north", date(2026, 8, 1), date(2026, 12, 31))
ALL = Scope("faults", "who", "", date(2026, 8, 1), date(2026, 12, 31))


def write(site: Site, person: str, text: str, scope: Scope = NORTH, *, seen: int = 0) -> None:
    """Someone writes."""
    author = Author(site.scene().organisation, site.office.sealer, site.actor(person), site.clock())
    site.write(lambda session: interpret(session, author, scope, text, seen=seen))


def wordings(site: Site, scope: Scope = NORTH) -> list[Wording]:
    """Every wording, the latest first."""
    return site.read(lambda session: interpretations.wordings(session, site.office.sealer, site.org, scope))


def latest(site: Site) -> str | None:
    """The text that holds."""
    found = wordings(site)
    return (found[0].text if found else None) or None


def test_a_text_is_sealed_signed_and_told_in_the_journal_without_a_word_of_it(site: Site) -> None:
    write(site, "hal", "  Fler anmäler i hallen.  ")
    assert [(found.number, found.text, found.by, found.at) for found in wordings(site)] == [
        (1, "Fler anmäler i hallen.", site.people["hal"], site.clock())
    ]
    (row,) = site.all(tables.Interpretation)
    assert b"hallen" not in row.sealed
    line = site.all(tables.JournalLine, kind="report-interpreted")[-1]
    assert line.person == site.people["hal"]
    assert line.facts == {
        "template": "faults",
        "report": "who",
        "unit": "north",
        "from": "2026-08-01",
        "until": "2026-12-31",
        "digest": row.digest.hex(),
    }
    assert site.broken_chains() == []


def test_every_wording_is_kept_and_an_empty_one_takes_the_text_away(site: Site) -> None:
    write(site, "hal", "Ett")
    write(site, "hal", "Två", seen=1)
    assert latest(site) == "Två"
    write(site, "gus", " ", seen=2)
    assert [found.text for found in wordings(site)] == ["", "Två", "Ett"]
    assert latest(site) is None


def test_the_same_text_again_is_no_new_wording(site: Site) -> None:
    write(site, "hal", "")
    assert wordings(site) == []
    write(site, "hal", "Ett")
    write(site, "gus", "Ett", seen=0)
    assert len(wordings(site)) == 1


def test_each_unit_period_and_report_has_a_text_of_its_own(site: Site) -> None:
    write(site, "gus", "Norra")
    write(site, "gus", "Alla", ALL)
    assert [found.text for scope in (NORTH, ALL) for found in wordings(site, scope)] == ["Norra", "Alla"]
    spring = Scope("faults", "who", "north", date(2026, 1, 1), date(2026, 7, 31))
    assert wordings(site, spring) == []


@pytest.mark.parametrize(("person", "scope"), [*product(["ada", "cy"], [NORTH, ALL]), ("hal", ALL)])
def test_only_who_may_read_the_cases_there_writes(site: Site, person: str, scope: Scope) -> None:
    with pytest.raises(NotPossible, match="not-yours"):
        write(site, person, "Nej", scope)
    assert site.all(tables.Interpretation) == []


def test_a_text_that_is_too_long_is_refused(site: Site) -> None:
    with pytest.raises(NotPossible, match="text-too-long"):
        write(site, "hal", "x" * (LONGEST + 1))
    write(site, "hal", "x" * LONGEST)


def test_who_has_not_seen_the_latest_wording_does_not_write_over_it(site: Site) -> None:
    write(site, "hal", "Ett")
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        write(site, "gus", "Två")
    assert latest(site) == "Ett"


def test_of_many_who_write_at_once_one_is_first(site: Site) -> None:
    results = together(*(partial(write, site, "hal", f"Text {number}") for number in range(6)))
    assert sum(isinstance(result, NotPossible) for result in results) == 5
    assert len(wordings(site)) == 1
