"""Someone opens a report or a case: one line per session, and its notices are seen by their receiver."""

from uuid import UUID

from engine.actions.read_it import read_it, unseen
from engine.store import tables
from tests.site import Site, fault


def read(site: Site, person: str, chain: UUID, submission: UUID, signed_in: str = "a") -> None:
    """Someone opens it."""
    scene, actor = site.scene(), site.actor(person)
    site.write(lambda session: read_it(session, scene, chain, [submission], actor=actor, signed_in=signed_in))


def waiting(site: Site, person: str, submission: UUID) -> int:
    """How many notices on a report wait for someone."""
    actor = site.actor(person)
    return len(site.read(lambda session: unseen(session, site.org, [submission], actor)))


def test_a_reading_and_a_seen_notice_are_one_line_each(site: Site) -> None:
    submission = site.report().submission
    (case,) = site.cases(submission)
    before = site.lines(case.id)
    for _ in range(2):
        read(site, "gus", case.id, submission)
    assert site.lines(case.id) == [*before, "read", "notice-seen"]
    (notice,) = site.all(tables.Notice)
    assert (notice.seen_by, notice.seen_at) == (site.people["gus"], site.clock())
    assert site.broken_chains() == []


def test_a_notice_waits_for_its_own_mailbox_only(site: Site) -> None:
    submission = site.report().submission
    (case,) = site.cases(submission)
    assert waiting(site, "gus", submission) == 1
    assert waiting(site, "ada", submission) == 0
    read(site, "ada", case.id, submission)
    assert waiting(site, "gus", submission) == 1


def test_opening_one_of_several_cases_is_seeing_the_notice_of_the_report(site: Site) -> None:
    submission = site.report(fault("Kim", "Lo")).submission
    _, second = site.cases(submission)
    read(site, "gus", second.id, submission)
    assert waiting(site, "gus", submission) == 0
