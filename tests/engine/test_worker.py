"""A worker: sends, reminds and clears away, whatever the mail server does, and one thing that fails never stops another."""

import threading
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from engine.mails import Refused, Waiting
from engine.statistics import cells
from engine.store import tables
from engine.store.outbox import LEASE, claim
from engine.worker import Worker
from tests.racing import together
from tests.site import Postbox, Site, fault


def errors(site: Site) -> list[str | None]:
    """What stands against each mail that is not sent."""
    return [row.error for row in site.all(tables.OutgoingMail) if row.sent_at is None]


def in_lines(site: Site) -> set[int]:
    """The numbers in all lines of a report that is counted ahead."""
    lines = site.all(tables.TallyLine, template="faults", report="who")
    return {number for line in lines for number in cells.unpacked(line.cells).values()}


def test_what_is_written_is_sent_once(site: Site) -> None:
    site.case()
    first = site.deliver()
    assert first.recipients() == ["ada@acme.example", "bo@acme.example", "gus@acme.example"]
    assert site.deliver().sent == []


def test_what_has_come_in_is_counted_ahead_every_few_seconds(site: Site) -> None:
    site.case()
    worker = Worker(site.office, None)
    while worker.count_ahead():
        pass
    assert site.all(tables.FreshFact) == []
    assert in_lines(site) == {1}
    site.case()
    assert not worker.count_ahead()
    site.clock.move(seconds=10)
    worker.count_ahead()
    assert in_lines(site) == {2}


def test_months_that_are_over_are_closed_one_in_a_round_so_that_no_mail_waits_for_all(site: Site) -> None:
    site.case()
    site.clock.move(days=92)
    worker, rounds = Worker(site.office, None, lambda: 0.0), 0
    while worker.close():
        rounds += 1
        assert len(site.all(tables.ClosedMonth)) == rounds
    assert rounds == 3
    assert not worker.close()


def test_closing_months_rests_nine_times_as_long_as_it_works(site: Site) -> None:
    site.case()
    site.clock.move(days=92)
    ticks = iter([100.0, 102.0, 103.0, 119.9, 120.0, 120.5])
    worker = Worker(site.office, None, lambda: next(ticks))
    assert [worker.close() for _ in range(4)] == [True, False, False, True]


def test_a_month_that_a_mail_waits_for_is_closed_without_a_rest(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.case()
    site.clock.move(days=92)
    ticks = iter([100.0, 102.0, 103.0, 104.0])
    worker = Worker(site.office, None, lambda: next(ticks))
    worker.close()
    monkeypatch.setattr("engine.closing.schedules.waited_for", lambda session, org: {("faults", "who")})
    assert [worker.close() for _ in range(2)] == [True, True]


def test_without_a_mail_server_mail_waits(site: Site) -> None:
    site.case()
    assert not Worker(site.office, None).send()
    assert len(site.deliver().sent) == 2


def test_a_dead_mail_server_stops_neither_reports_nor_decisions(site: Site) -> None:
    dead = Postbox(refusal=Refused("ConnectionRefusedError", final=False))
    case = site.case()
    site.deliver(dead)
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    assert site.again(case).closed_at is not None
    dead.refusal = None
    site.clock.move(hours=2)
    assert set(site.deliver(dead).recipients()) == {"ada@acme.example", "bo@acme.example", "gus@acme.example"}


def test_each_try_carries_the_same_message_id(site: Site) -> None:
    site.case()
    keys: list[set[str]] = []
    for _ in range(3):
        site.clock.move(hours=2)
        postbox = Seen(refuse=True)
        Worker(site.office, postbox).send()
        keys.append({waiting.key for waiting in postbox.seen})
    assert keys[0] == keys[1] == keys[2]
    assert len(keys[0]) == 2


@dataclass
class Seen:
    """A sender that keeps what it saw, and then refuses, breaks, or dawdles."""

    refuse: bool = False
    breaks_on: str = ""
    dawdles: Any = None
    seen: list[Waiting] = field(default_factory=list)

    def send(self, waiting: Waiting) -> tuple[str, ...]:
        """Sees it."""
        self.seen.append(waiting)
        if self.dawdles:
            self.dawdles()
        if self.breaks_on in waiting.recipients:
            raise ValueError(f"secret {waiting.body}")
        if self.refuse:
            raise Refused("451 later", final=False)
        return ()


def test_a_mail_that_can_not_be_made_does_not_stop_the_others(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.case()
    site.case()
    sender = Seen(breaks_on="gus@acme.example")
    Worker(site.office, sender).send()
    assert len(sender.seen) == 4
    assert errors(site) == ["the mail could not be made"] * 2
    assert "a mail failed: ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_a_mail_that_can_never_be_made_is_given_up_in_the_end(site: Site) -> None:
    site.case()
    for _ in range(150):
        Worker(site.office, Seen(breaks_on="gus@acme.example")).send()
        site.clock.move(hours=1.2)
    assert [row.failed_at is not None for row in site.all(tables.OutgoingMail, mailbox="top")] == [True]


def test_what_takes_longer_than_the_claim_is_left_for_others(site: Site) -> None:
    for _ in range(3):
        site.case()
    slow = Seen(dawdles=lambda: site.clock.move(seconds=LEASE.total_seconds() / 2 + 1))
    Worker(site.office, slow).send()
    assert len(slow.seen) == 2
    other = Seen()
    Worker(site.office, other).send()
    assert len(other.seen) == 4
    assert {waiting.id for waiting in slow.seen}.isdisjoint(waiting.id for waiting in other.seen)


def test_a_paused_worker_that_wakes_up_changes_nothing(site: Site) -> None:
    site.case()
    other = Seen(refuse=True)

    def pause() -> None:
        site.clock.move(seconds=LEASE.total_seconds() + 1)
        Worker(site.office, other).send()

    first = Seen(dawdles=pause)
    Worker(site.office, first).send()
    (row,) = [row for row in site.all(tables.OutgoingMail) if row.id == first.seen[0].id]
    assert (row.sent_at, row.error) == (None, "451 later")


def test_eight_workers_send_each_mail_once(site: Site) -> None:
    for _ in range(40):
        site.case(fault(place="south"))
    site.write(lambda session: session.execute(delete(tables.OutgoingMail).where(tables.OutgoingMail.mailbox == "top")))
    postboxes = [Postbox() for _ in range(8)]

    def work(postbox: Postbox) -> None:
        worker = Worker(site.office, postbox)
        while worker.send():
            pass

    assert together(*[lambda box=box: work(box) for box in postboxes]) == [None] * 8  # type: ignore[misc]
    sent = [waiting.key for postbox in postboxes for waiting in postbox.sent]
    assert len(sent) == len(set(sent)) == 40


def test_a_mail_that_nobody_may_get_is_given_up_and_shown(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", *site.people)
    assert site.deliver().sent == []
    assert set(errors(site)) == {"nobody-allowed"}


def test_a_reminder_that_fails_stops_neither_other_reminders_nor_mail(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    poison, case = site.case(), site.case()
    site.deliver()
    broken = update(tables.StepRun).where(tables.StepRun.org == site.org, tables.StepRun.case == poison.id).values(step="gone")
    site.write(lambda session: session.execute(broken))
    site.clock.move(days=30)
    postbox = Postbox()
    worker = Worker(site.office, postbox)
    assert worker.once()
    assert {row.number for row in site.all(tables.Case) if row.number in "".join(waiting.subject for waiting in postbox.sent)} == {
        case.number
    }
    assert "a reminder failed: KeyError" in caplog.text
    caplog.clear()
    worker.once()
    assert caplog.text == ""
    site.clock.move(hours=2)
    worker.once()
    assert "a reminder failed: KeyError" in caplog.text


def test_old_drafts_are_cleared_away(site: Site) -> None:
    site.draft(b"t" * 32)
    site.clock.move(hours=25)
    Worker(site.office, None).once()
    assert site.all(tables.Draft) == []


@pytest.mark.parametrize("store_kind", ["sqlite"], indirect=True)
def test_the_database_learns_how_much_there_is(site: Site) -> None:
    def known() -> dict[str, int]:
        tables = site.read(lambda session: session.connection().exec_driver_sql("SELECT name FROM sqlite_schema").scalars().all())
        counted = "SELECT tbl, max(CAST(stat AS INTEGER)) FROM sqlite_stat1 GROUP BY tbl"
        rows = site.read(lambda session: session.connection().exec_driver_sql(counted).all()) if "sqlite_stat1" in tables else []
        return {table: number for table, number in rows}

    worker = Worker(site.office, None)
    assert "case_" not in known()
    for number in (1, 2):
        site.case()
        worker.once()
        assert known()["case_"] == number
        site.clock.move(hours=2)


def test_a_worker_works_until_it_is_told_to_stop(site: Site) -> None:
    site.case()
    stop, postbox = threading.Event(), Postbox()

    class Last(Postbox):
        """Tells the worker to stop once something has been sent."""

        def send(self, waiting: Waiting) -> tuple[str, ...]:
            """Sends one, and no more."""
            stop.set()
            return postbox.send(waiting)

    Worker(site.office, Last()).run(stop)
    assert len(postbox.sent) == 1


def test_a_round_that_fails_does_not_end_the_work(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    stop, rounds = threading.Event(), []
    worker = Worker(site.office, None)
    right = site.office.clock

    def broken() -> Any:
        rounds.append(1)
        if len(rounds) == 1:
            raise RuntimeError("secret")
        stop.set()
        return right()

    site.office.clock = broken
    worker.run(stop)
    assert len(rounds) > 1
    assert "a round of work failed: RuntimeError" in caplog.text
    assert "secret" not in caplog.text


@dataclass
class Ticks:
    """Time itself, which goes on whatever is done to the clock."""

    passed: float = 1000.0

    def __call__(self) -> float:
        """Seconds since some moment."""
        return self.passed


JUMPS = [timedelta(hours=1), timedelta(hours=-1), timedelta(days=1), timedelta(days=-1)]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_clock_that_jumps_while_a_mail_is_being_sent_makes_nobody_send_it_again_and_loses_none(site: Site, jump: timedelta) -> None:
    ticks, jumped = Ticks(), []
    for _ in range(3):
        site.case()
    second = Seen()
    other = Worker(site.office, second, ticks)

    def leap() -> None:
        if not jumped:
            jumped.append(site.clock.move(seconds=jump.total_seconds()))
            other.send()

    first = Seen(dawdles=leap)
    one = Worker(site.office, first, ticks)
    other._pace.steady(site.clock())
    one.send()
    for _ in range(3):
        ticks.passed += LEASE.total_seconds() + 1
        site.clock.move(seconds=LEASE.total_seconds() + 1)
        one.send()
        other.send()
    site.clock.move(days=1)
    ticks.passed += 24 * 3600
    one.send()
    keys = [waiting.key for waiting in (*first.seen, *second.seen)]
    assert len(keys) == len(set(keys)) == 6
    assert all(row.sent_at for row in site.all(tables.OutgoingMail))


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_clock_that_jumps_and_is_set_right_reminds_of_nothing_twice(site: Site, jump: timedelta) -> None:
    site.case()
    worker = Worker(site.office, None)
    for _ in range(6 * 24):
        site.clock.move(hours=1)
        worker.remind()
        site.clock.move(seconds=jump.total_seconds())
        worker.remind()
        site.clock.move(seconds=-jump.total_seconds())
    assert [told for told in site.told() if told[1] in ("reminder", "overdue")] == [
        ("north", "reminder"),
        ("north", "overdue"),
        ("region", "overdue"),
    ]


def test_what_a_dead_worker_had_claimed_is_taken_over_although_the_clock_has_jumped(site: Site) -> None:
    ticks = Ticks()
    site.case()
    other = Worker(site.office, postbox := Postbox(), ticks)
    other._pace.steady(site.clock())
    site.office.database.write(lambda session: claim(session, "dead", site.clock()))
    site.clock.move(hours=1)
    assert not other.send()
    ticks.passed += LEASE.total_seconds() + 1
    site.clock.move(seconds=LEASE.total_seconds() + 1)
    assert other.send()
    assert len(postbox.sent) == 2
