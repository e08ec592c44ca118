"""A person is let in to read one case, with a reason, until a day, and no longer than that."""

from datetime import timedelta

import pytest

from engine.actions.readers import Reading, add_reader, end_reader
from engine.errors import NotPossible
from engine.store import case_people, tables
from tests.engine.actions.test_hand_over import may
from tests.site import Site


def let_in(site: Site, case: tables.Case, by: str, who: str, *, reason: str = "Stödjer Lo.", days: int = 3) -> None:
    """Somebody lets somebody in."""
    scene, actor = site.scene(), site.actor(by)
    reading = Reading(site.people[who], reason, scene.day + timedelta(days=days))
    site.write(lambda session: add_reader(session, scene, case.id, reading, actor))


def refused(site: Site, case: tables.Case, by: str, who: str, **more: int) -> str:
    """Why not; nothing is stored."""
    before = site.count()
    with pytest.raises(NotPossible) as caught:
        let_in(site, case, by, who, **more)
    assert site.count() == before
    return caught.value.code


def test_a_reader_reads_until_the_last_day_and_not_after_it(site: Site) -> None:
    case = site.case()
    let_in(site, case, "ada", "cy")
    seen = [may(site, "cy", case)]
    for _ in range(4):
        site.clock.move(days=1)
        seen.append(may(site, "cy", case))
    assert seen == [True, True, True, True, False]


def test_the_reason_is_sealed_and_the_journal_has_only_ids(site: Site) -> None:
    case, scene = site.case(), site.scene()
    let_in(site, case, "ada", "cy", reason="Stödjer Lo Lund.")
    stored = site.all(tables.CasePerson)[0]
    assert stored.sealed is not None
    assert b"Lund" not in stored.sealed
    lines = site.all(tables.JournalLine, chain=str(case.id))
    assert lines[-1].facts == {"reader": str(site.people["cy"]), "until": "2026-09-10"}
    opened = site.read(lambda session: case_people.named(session, scene.sealer, site.own(session, case)))
    assert [(one.person, one.reason) for one in opened] == [(site.people["cy"], "Stödjer Lo Lund.")]


def test_a_reading_is_ended_at_once_and_twice_does_no_harm(site: Site) -> None:
    case, scene = site.case(), site.scene()
    let_in(site, case, "ada", "cy")
    for _ in range(2):
        site.write(lambda session: end_reader(session, scene, case.id, site.people["cy"], site.actor("bo")))
    assert not may(site, "cy", case)
    assert site.lines(case.id)[-2:] == ["reader-added", "reader-ended"]


def test_a_longer_time_takes_the_place_of_the_shorter(site: Site) -> None:
    case = site.case()
    let_in(site, case, "ada", "cy")
    let_in(site, case, "ada", "cy", days=30)
    assert [row.ended_at is None for row in site.all(tables.CasePerson)] == [False, True]


@pytest.mark.parametrize("who", ["cy", "gus", "hal"])
def test_only_the_receiver_lets_anyone_in(site: Site, who: str) -> None:
    assert refused(site, site.case(), who, "dan") == "not-yours"


def test_never_one_who_is_shut_out_or_a_day_that_has_been(site: Site) -> None:
    case = site.case()
    assert refused(site, case, "ada", "cy", days=-1) == "no-such-time"
    site.shut_out(case, "ada", "cy")
    assert refused(site, case, "ada", "cy") == "no-such-person"
    assert not may(site, "cy", case)
