"""Notices are acknowledged once, by whoever is first, and only by those who were told."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from engine.actions.acknowledge import MOST, Acknowledged, acknowledge
from engine.actions.read_it import read_it
from engine.errors import NotPossible
from engine.store import journal, notices, tables
from tests.racing import together
from tests.site import Postbox, Site, fault

TWO = ("members: [gus]", "members: [gus, fay]")


def notice(site: Site, submission: UUID) -> UUID:
    """The owner's notice on a report."""
    (row,) = site.all(tables.Notice, submission=submission)
    return row.id


def do(site: Site, person: str, *ids: UUID) -> Acknowledged:
    """Someone acknowledges."""
    organisation, actor = site.scene().organisation, site.actor(person)
    return site.write(lambda session: acknowledge(session, organisation, ids, actor, site.clock()))


def refused(site: Site, person: str, *ids: UUID) -> bool:
    """True when it can not be done, and nothing is."""
    before = [(row.id, row.acknowledged_at) for row in site.all(tables.Notice)], site.count()
    with pytest.raises(NotPossible, match="no-such-notice"):
        do(site, person, *ids)
    return before == ([(row.id, row.acknowledged_at) for row in site.all(tables.Notice)], site.count())


def proof(site: Site, submission: UUID) -> notices.Proof:
    """The proof of the owner's notice."""
    (found,) = site.read(lambda session: notices.on_reports(session, site.org, [submission]))
    return found


def test_a_receipt_says_who_and_when_and_is_a_line_in_the_chain_of_the_case(site: Site) -> None:
    submission = site.report().submission
    (case,) = site.cases(submission)
    id = notice(site, submission)
    assert do(site, "gus", id) == Acknowledged((id,), ())
    found = proof(site, submission)
    assert (found.acknowledged, found.acknowledged_by) == (site.clock(), site.people["gus"])
    (line,) = site.read(lambda session: journal.of_kind(session, site.org, case.id, "notice-acknowledged"))
    assert (line.person, line.facts) == (site.people["gus"], {"step": "told", "mailbox": "top"})
    assert site.broken_chains() == []


def test_the_receipt_of_a_report_without_a_case_is_in_its_own_chain(site: Site) -> None:
    submission = site.waiting()
    do(site, "gus", notice(site, submission))
    assert site.lines(submission)[-1] == "notice-acknowledged"


def test_reading_alone_is_no_receipt_and_a_receipt_is_no_reading(site: Site) -> None:
    submission = site.report().submission
    (case,) = site.cases(submission)
    scene, actor = site.scene(), site.actor("gus")
    site.write(lambda session: read_it(session, scene, case.id, [submission], actor=actor, signed_in="a"))
    assert (proof(site, submission).seen_by, proof(site, submission).acknowledged) == (site.people["gus"], None)
    other = site.report().submission
    do(site, "gus", notice(site, other))
    assert proof(site, other).seen is None


def test_many_are_acknowledged_at_once(site: Site) -> None:
    ids = sorted(notice(site, site.report().submission) for _ in range(3))
    assert do(site, "gus", *ids).done == tuple(ids)


def test_what_somebody_has_acknowledged_stays_theirs(site: Site) -> None:
    site.change(TWO)
    first, second = (site.report().submission for _ in range(2))
    do(site, "gus", notice(site, first))
    at = site.clock()
    site.clock.move(hours=1)
    assert do(site, "fay", notice(site, first), notice(site, second)) == Acknowledged((notice(site, second),), (notice(site, first),))
    assert (proof(site, first).acknowledged, proof(site, first).acknowledged_by) == (at, site.people["gus"])


def test_of_two_at_once_one_acknowledges_and_the_other_is_told_so(site: Site) -> None:
    site.change(TWO)
    submission = site.report().submission
    id = notice(site, submission)
    found: Any = together(lambda: do(site, "gus", id), lambda: do(site, "fay", id))
    assert sorted(found, key=lambda one: one.before) == [Acknowledged((id,), ()), Acknowledged((), (id,))]
    (case,) = site.cases(submission)
    assert site.lines(case.id).count("notice-acknowledged") == 1


@pytest.mark.parametrize("person", ["ada", "eve", "hal"])
def test_nobody_acknowledges_what_another_mailbox_was_told(site: Site, person: str) -> None:
    assert refused(site, person, notice(site, site.report().submission))


def test_one_that_is_not_mine_hinders_all(site: Site) -> None:
    assert refused(site, "gus", notice(site, site.report().submission), uuid4())


def test_nothing_and_too_much_are_refused(site: Site) -> None:
    assert refused(site, "gus")
    assert refused(site, "gus", *(uuid4() for _ in range(MOST + 1)))


def test_whoever_is_shut_out_of_a_case_acknowledges_nothing_of_it(site: Site) -> None:
    site.change(("members: [gus]", "members: [gus, ada]"))
    submission = site.report(fault(who="keeper")).submission
    assert refused(site, "ada", notice(site, submission))
    assert do(site, "gus", notice(site, submission)).done


def test_the_proof_tells_what_became_of_the_mail(site: Site) -> None:
    submission = site.report().submission
    waits = proof(site, submission).mail
    assert waits is not None
    assert (waits.sent, waits.failed) == (None, None)
    site.clock.move(minutes=5)
    site.deliver(Postbox())
    sent = proof(site, submission).mail
    assert sent is not None
    assert (sent.sent, sent.failed) == (site.clock(), None)
