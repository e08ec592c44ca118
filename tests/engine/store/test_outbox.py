"""Mail that waits: who gets it is asked late, one worker at a time sends it, and what fails is tried again until it is given up."""

from datetime import timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from engine.ids import new_id
from engine.mails import Letter, Waiting
from engine.store import outbox, tables
from engine.store.batch import Batch
from engine.store.outbox import LEASE, PATIENCE
from engine.store.report_readers import EMPTY
from tests.racing import together
from tests.site import Site, fault


def write(site: Site, mailbox: str = "north", *, subject: UUID | None = None, actor: str | None = None) -> None:
    """A mail to a mailbox."""
    batch = Batch(site.org)
    to = outbox.Addressed(mailbox, subject or new_id(), site.people[actor] if actor else None, "step")
    outbox.add(batch, to, Letter("Ett ärende väntar", "Öppna det."), site.clock())
    site.write(batch.write)


def claim(site: Site, worker: str = "one") -> list[Waiting]:
    """What a worker is given to send."""
    return site.office.database.write(lambda session: outbox.claim(session, worker, site.clock()))


def addressed(site: Site, waiting: Waiting) -> Waiting:
    """The mail with those who get it now."""
    organisation = site.scene().organisation
    return site.read(lambda session: outbox.addressed(session, organisation, waiting, site.clock()))


def to(site: Site) -> tuple[str, ...]:
    """Who gets the only mail now."""
    (waiting,) = claim(site)
    return addressed(site, waiting).recipients


def fail(site: Site, waiting: Waiting, worker: str = "one", *, final: bool = False, error: str = "451 later") -> bool:
    """The mail server says no."""
    return site.write(lambda session: outbox.failed(session, waiting, worker, now=site.clock(), error=error, final=final))


def succeed(site: Site, waiting: Waiting, worker: str = "one", refused: tuple[str, ...] = ()) -> bool:
    """The mail server takes it."""
    return site.write(lambda session: outbox.sent(session, waiting, worker, site.clock(), refused=refused))


def test_every_member_gets_the_mail(site: Site) -> None:
    write(site)
    assert to(site) == ("ada@acme.example", "bo@acme.example")


def test_a_mailbox_with_an_address_gets_one_mail_there(site: Site) -> None:
    write(site, "south")
    assert to(site) == ("south@acme.example",)


def test_whoever_caused_the_mail_does_not_get_it(site: Site) -> None:
    write(site, actor="ada")
    assert to(site) == ("bo@acme.example",)


def test_an_address_is_used_when_others_than_the_one_who_caused_it_read_there(site: Site) -> None:
    write(site, "south", actor="cy")
    assert to(site) == ("south@acme.example",)


def test_an_address_is_not_used_for_someones_own_act_alone(site: Site) -> None:
    site.change(("members: [cy, dan]", "members: [cy, {person: dan, until: 2026-09-06}]"))
    write(site, "south", actor="cy")
    (waiting,) = claim(site)
    assert (addressed(site, waiting).recipients, addressed(site, waiting).nobody) == ((), outbox.OWN)


def test_an_address_that_someone_who_is_shut_out_could_read_is_not_used(site: Site) -> None:
    case = site.case(fault(place="south"))
    site.deliver()
    site.shut_out(case, "cy", "dan")
    write(site, "south", subject=case.id)
    assert to(site) == ("cy@acme.example",)


def test_whoever_is_shut_out_of_a_case_gets_no_mail_about_its_report_either(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "bo")
    site.deliver()
    write(site, subject=site.all(tables.Submission)[0].id)
    assert to(site) == ("ada@acme.example",)


def test_whoever_is_shut_out_by_function_gets_no_mail_through_another_mailbox(site: Site) -> None:
    site.change(("members: [fay]", "members: [fay, ada]"))
    submission = site.waiting(fault(who="keeper"))
    site.deliver()
    write(site, "region", subject=submission)
    assert to(site) == ("fay@acme.example",)


def test_whoever_came_after_the_mail_was_written_gets_it_and_whoever_left_does_not(site: Site) -> None:
    write(site)
    site.change(("members: [ada, bo]", "members: [ada, {person: bo, until: 2026-09-07}, {person: hal, from: 2026-09-08}]"))
    site.clock.move(days=1)
    assert to(site) == ("ada@acme.example", "hal@acme.example")


def test_a_person_whose_account_is_closed_gets_no_mail(site: Site) -> None:
    write(site)
    site.close_account("bo")
    assert to(site) == ("ada@acme.example",)


def test_why_nobody_gets_a_mail_is_told_apart(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "eve")
    site.change(("holds: [keeper@north]", "holds: [keeper@north]"), ("  top: {", "  spare: {name: Spare, holds: [spare]}\n  top: {"))
    site.deliver()
    for mailbox, actor in (("spare", None), ("lab", None), ("region", "fay")):
        write(site, mailbox, subject=case.id, actor=actor)
    assert [addressed(site, waiting).nobody for waiting in claim(site)] == [EMPTY, outbox.SHUT, outbox.OWN]


def test_a_mail_is_given_to_one_worker_at_a_time(site: Site) -> None:
    write(site)
    assert len(claim(site, "one")) == 1
    assert claim(site, "two") == []


def test_many_workers_never_get_the_same_mail(site: Site) -> None:
    for _ in range(30):
        write(site)
    claimed = together(*[lambda name=name: claim(site, name) for name in "abcdef"])  # type: ignore[misc]
    ids = [waiting.id for some in claimed for waiting in some]  # type: ignore[union-attr]
    assert len(ids) == len(set(ids))
    assert set(ids) | {waiting.id for waiting in claim(site, "g")} == {row.id for row in site.all(tables.OutgoingMail)}


def test_what_a_worker_did_not_settle_is_taken_over_when_its_time_is_out(site: Site) -> None:
    write(site)
    (first,) = claim(site, "one")
    site.clock.now += LEASE + timedelta(seconds=1)
    (second,) = claim(site, "two")
    assert (second.id, second.key) == (first.id, first.key)


def test_a_late_worker_changes_nothing(site: Site) -> None:
    write(site)
    (first,) = claim(site, "one")
    site.clock.now += LEASE + timedelta(seconds=1)
    (second,) = claim(site, "two")
    assert not succeed(site, first, "one")
    assert not fail(site, first, "one", final=True)
    (row,) = site.all(tables.OutgoingMail)
    assert (row.sent_at, row.failed_at, row.worker) == (None, None, "two")
    assert succeed(site, second, "two")


def test_what_is_sent_is_settled_once(site: Site) -> None:
    write(site)
    (waiting,) = claim(site)
    assert succeed(site, addressed(site, waiting))
    assert not fail(site, waiting)
    assert not succeed(site, waiting)
    (row,) = site.all(tables.OutgoingMail)
    assert (row.recipients, row.sent_at) == (["ada@acme.example", "bo@acme.example"], site.clock())


def test_those_who_were_refused_while_others_got_it_can_be_seen(site: Site) -> None:
    write(site)
    (waiting,) = claim(site)
    succeed(site, addressed(site, waiting), refused=("bo@acme.example",))
    (row,) = site.all(tables.OutgoingMail)
    assert (row.recipients, row.error) == (["ada@acme.example"], "refused: bo@acme.example")


def test_what_fails_is_tried_again_with_longer_and_longer_pauses(site: Site) -> None:
    write(site)
    pauses = []
    for _ in range(10):
        (waiting,) = claim(site)
        assert fail(site, waiting)
        (row,) = site.all(tables.OutgoingMail)
        pauses.append(row.run_at - site.clock())
        assert claim(site) == []
        site.clock.now = row.run_at
    assert timedelta(minutes=1) <= pauses[0] <= timedelta(minutes=1.1)
    assert all(later > earlier for earlier, later in pairwise(pauses[:6]))
    assert max(pauses) <= timedelta(minutes=66)


def test_it_is_tried_for_days_before_it_is_given_up_and_shown(site: Site) -> None:
    write(site)
    end, tries = site.clock() + PATIENCE, 0
    while claimed := claim(site):
        fail(site, claimed[0])
        tries += 1
        (row,) = site.all(tables.OutgoingMail)
        site.clock.now = row.run_at
        assert tries < 200
    assert row.failed_at is not None
    assert row.failed_at >= end
    assert tries > 100


def test_a_final_refusal_is_not_tried_again(site: Site) -> None:
    write(site)
    (waiting,) = claim(site)
    fail(site, waiting, final=True, error="550 unknown")
    site.clock.move(days=30)
    assert claim(site) == []
    (row,) = site.all(tables.OutgoingMail)
    assert (row.error, row.sent_at) == ("550 unknown", None)


@pytest.mark.parametrize("answer", ["\x00\x01", "\ud800"[:0] + "å" * 2000, "a\r\nb", "\u202e\x1b[31m"])
def test_whatever_a_mail_server_answers_can_be_kept(site: Site, answer: str) -> None:
    write(site)
    (waiting,) = claim(site)
    assert fail(site, waiting, error=answer)
    (row,) = site.all(tables.OutgoingMail)
    assert row.error is not None
    assert len(row.error) <= 500
    assert row.error.isprintable()


def test_the_shelf_shows_the_latest_first(site: Site) -> None:
    write(site)
    site.clock.move(minutes=1)
    write(site, "south")
    assert [row.mailbox for row in site.read(lambda session: outbox.shelf(session, site.org))] == ["south", "north"]
