"""A reading is one line per person, case and session, and it is there before the page is shown."""

from engine.actions.read_case import needs_line, write_line
from engine.actions.read_it import read_it, unseen
from engine.store import tables
from tests.racing import together
from tests.site import Site


def read(site: Site, case: tables.Case, person: str, session_name: str = "first") -> None:
    """Someone opens a case."""
    scene = site.scene()
    site.write(lambda session: write_line(session, scene, case.id, site.people[person], session_name))


def readings(site: Site, case: tables.Case) -> list[tables.JournalLine]:
    """The lines that tell of readings."""
    return site.all(tables.JournalLine, chain=str(case.id), kind="read")


def test_a_reading_is_one_line_per_person_and_session(site: Site) -> None:
    case = site.case()
    for person, session in (("ada", "first"), ("ada", "first"), ("ada", "second"), ("bo", "first")):
        read(site, case, person, session)
    assert [(line.person, line.facts) for line in readings(site, case)] == [
        (site.people["ada"], {"session": "first"}),
        (site.people["ada"], {"session": "second"}),
        (site.people["bo"], {"session": "first"}),
    ]
    assert site.broken_chains() == []


def test_each_case_has_its_own_readings(site: Site) -> None:
    first, second = site.case(), site.case()
    read(site, first, "ada")
    assert site.read(lambda session: needs_line(session, site.org, second.id, site.people["ada"], "first"))
    assert not site.read(lambda session: needs_line(session, site.org, first.id, site.people["ada"], "first"))


def test_many_readings_at_once_leave_an_unbroken_chain(site: Site) -> None:
    case = site.case()
    together(*[lambda person=person: read(site, case, person) for person in site.people])  # type: ignore[misc]
    assert len(readings(site, case)) == len(site.people)
    assert site.broken_chains() == []


def test_a_notice_is_seen_once_by_whoever_opens_the_case_first(site: Site) -> None:
    receipt, scene = site.report(), site.scene()
    (case,) = site.cases(receipt.submission)
    for person in ("ada", "gus", "gus"):
        actor = site.actor(person)
        site.write(lambda session, actor=actor: read_it(session, scene, case.id, [receipt.submission], actor=actor, signed_in="x"))  # type: ignore[misc]
    (notice,) = site.all(tables.Notice)
    assert (notice.seen_at, notice.seen_by) == (site.clock(), site.people["gus"])
    assert site.lines(case.id).count("notice-seen") == 1
    assert site.read(lambda session: unseen(session, site.org, [receipt.submission], site.actor("gus"))) == []
