"""A process that is killed at any point leaves either nothing or everything, and whoever asks again gets one answer.

By default some points of each deed; with MALLVERK_TEST_SWEEP=full every one, and many more ends at random times.
"""

import json
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest

from engine.actions.drafts import read_draft
from engine.delivery.smtp import Smtp
from engine.errors import NotPossible
from engine.mails import DAILY
from engine.store import shares, submissions, tables
from engine.store.database import Database
from engine.store.outbox import LEASE
from engine.worker import Worker
from tests.engine.delivery.sink import sink
from tests.site import BY_HAND, CHECKOUT, FAULTS, KEYRING, ORGANISATION, Site, fault

FULL = os.environ.get("MALLVERK_TEST_SWEEP") == "full"
STEP = 1 if FULL else 20
ROUNDS = 60 if FULL else 3
ANSWERS = fault("Kim", "Lo")


class Ground:
    """A database that a victim and the test have in turns."""

    def __init__(self, url: str, organisation: str = ORGANISATION, templates: Iterable[str] = (FAULTS, BY_HAND)) -> None:
        self._url = url
        command = [sys.executable, "-m", "tests.faults.victim"]
        self._process = subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        database = Database.open(url, journal_key=KEYRING.journal_key)
        self._site = Site.over(database, organisation, templates)
        database.close()

    def send(self, what: str, point: int, **told: Any) -> tuple[int, list[str]]:
        """How the deed ended, and what it had said."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        told |= {"url": self._url, "what": what, "point": point, "now": self._site.clock().isoformat(), "answers": ANSWERS}
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert answer["code"] in (0, -signal.SIGKILL, -signal.SIGALRM)
        return answer["code"], answer["said"].splitlines()

    @contextmanager
    def site(self) -> Iterator[Site]:
        """The site, while no victim has it."""
        database = Database.open(self._url, journal_key=KEYRING.journal_key)
        try:
            yield self._site.reopened(database)
        finally:
            database.close()

    def close(self) -> None:
        """No more victims."""
        self._process.communicate()


@pytest.fixture
def ground(database_url: str) -> Iterator[Ground]:
    """Where victims come from."""
    found = Ground(database_url)
    yield found
    found.close()


def added(site: Site, before: dict[str, int]) -> dict[str, int]:
    """How many rows have come to each table."""
    return {name: number - before.get(name, 0) for name, number in site.count().items() if number != before.get(name, 0)}


def some(points: int) -> Iterable[int]:
    """The points to die at: some of them, and always the last, which are those around the commit."""
    return sorted({*range(1, points + 1, STEP), *range(points - 3, points + 1)})


def clean(ground: Ground, what: str, **told: Any) -> tuple[int, dict[str, int]]:
    """How many points a deed has, and the rows that all of it adds."""
    with ground.site() as site:
        before = site.count()
    code, said = ground.send(what, 0, **told)
    assert code == 0
    with ground.site() as site:
        return int(said[-1].split()[-1]), added(site, before)


def typed(ground: Ground, token: bytes) -> dict[str, int]:
    """A draft is there, and so many rows."""
    with ground.site() as site:
        site.draft(token, what="Hej")
        return site.count()


def stored(site: Site, token: bytes) -> str | None:
    """The reference of what was sent from a draft, which is then marked as sent; None when it is still a draft."""
    sealer = site.office.sealer
    found = site.read(lambda session: submissions.by_token(session, site.org, sealer.token_id(token)))
    draft = site.read(lambda session: read_draft(session, site.org, sealer, token, site.clock()))
    assert draft is not None
    assert draft.submission == (found[1] if found else None)
    assert bool(draft.pages) == (found is None)
    return found[0] if found else None


def test_the_sweep_finds_a_report_that_is_stored_in_two_steps(ground: Ground) -> None:
    typed(ground, b"clean")
    points, everything = clean(ground, "apart", template="faults", token=b"clean".hex())
    found = []
    for point in some(points):
        token = b"token %d" % point
        before = typed(ground, token)
        ground.send("apart", point, template="faults", token=token.hex())
        with ground.site() as site:
            marked = any(row.submission for row in site.all(tables.Draft, id=site.office.sealer.token_id(token)))
            found.append((bool(added(site, before)), marked))
    assert everything
    assert (True, False) in found


@pytest.mark.parametrize("template", ["faults", "by-hand"])
def test_a_report_is_there_whole_or_not_at_all_and_sending_it_again_gives_one_receipt(ground: Ground, template: str) -> None:
    typed(ground, b"clean")
    points, everything = clean(ground, "submit", template=template, token=b"clean".hex())
    found = Counter[bool]()
    for point in some(points):
        token = b"token %d" % point
        before = typed(ground, token)
        code, said = ground.send("submit", point, template=template, token=token.hex())
        assert code == -signal.SIGKILL
        with ground.site() as site:
            reference = stored(site, token)
            found[reference is None] += 1
            assert added(site, before) == ({} if reference is None else everything)
            assert said in ([], [reference])
            assert site.broken_chains() == []
            again = site.report(ANSWERS, token=site.office.sealer.token_id(token), template=template)
            assert reference in (None, again.reference)
            assert added(site, before) == everything
            assert [site.file(case).lookup("name") for case in site.cases(again.submission)] == (
                ["Kim", "Lo"] if template == "faults" else []
            )
    assert min(found[True], found[False]) > 0


def test_a_decision_is_there_whole_or_not_at_all_and_can_be_taken_once(ground: Ground) -> None:
    with ground.site() as site:
        case, person = site.case(), str(site.people["ada"])
    points, everything = clean(ground, "act", case=str(case.id), person=person, run=2)
    for point in some(points):
        with ground.site() as site:
            case = site.case()
            press, before = site.press(case, "verdict", "save_unaffected", outcome="look"), site.count()
        ground.send("act", point, case=str(case.id), person=person, run=2)
        with ground.site() as site:
            done = "looking" in site.runs(case)
            assert added(site, before) == (everything if done else {})
            with pytest.raises(NotPossible, match="changed-meanwhile") if done else nullcontext():
                site.act(case, "ada", press)
            assert added(site, before) == everything
            assert site.broken_chains() == []


def test_the_cases_of_a_report_are_started_whole_or_not_at_all(ground: Ground) -> None:
    with ground.site() as site:
        submission, person = site.waiting(ANSWERS), str(site.people["ada"])
    points, everything = clean(ground, "start", submission=str(submission), person=person)
    for point in some(points):
        with ground.site() as site:
            submission, before = site.waiting(ANSWERS), {}
            before = site.count()
        ground.send("start", point, submission=str(submission), person=person)
        with ground.site() as site:
            (row,) = site.all(tables.Submission, id=submission)
            assert (row.state, added(site, before)) in (("new", {}), ("started", everything))
            if row.state == "new":
                site.start(submission, "ada")
            assert added(site, before) == everything
            assert site.broken_chains() == []


def test_no_mail_is_lost_and_at_most_one_is_sent_again_with_the_same_id(ground: Ground) -> None:
    with sink() as server:
        with ground.site() as site:
            site.case()
        points, _ = clean(ground, "work", port=server.port)
        for point in some(points):
            server.mails.clear()
            with ground.site() as site:
                # nobody gets so many within an hour that some are gathered
                site.clock.move(hours=1)
                site.case()
                waiting = [mail.key for mail in site.all(tables.OutgoingMail) if mail.sent_at is None]
            ground.send("work", point, port=server.port)
            with ground.site() as site:
                site.clock.now += 2 * LEASE
                Worker(site.office, Smtp("127.0.0.1", server.port, "mallverk@acme.example", "none")).send()
                assert all(mail.sent_at for mail in site.all(tables.OutgoingMail))
            sent = Counter(str(message_from_bytes(raw)["Message-ID"]).strip("<>").partition("@")[0] for raw in server.mails)
            assert set(sent) == set(waiting)
            assert sent.total() <= len(waiting) + 1


def test_what_is_gathered_is_told_once_whenever_the_worker_dies(ground: Ground) -> None:
    with sink() as server:

        def prepared(site: Site) -> None:
            """Of one case Ada is to be told now, with others, and of another one nobody has been told yet."""
            site.write(lambda session: shares.choose(session, site.org, site.people["ada"], {"north": DAILY}))
            site.case()
            site.deliver()
            site.clock.move(days=1)
            site.case()

        with ground.site() as site:
            prepared(site)
        points, _ = clean(ground, "tell", port=server.port)
        for point in some(points):
            with ground.site() as site:
                site.clock.move(days=1)
                Worker(site.office, None).gather()
                site.deliver()
                prepared(site)
                before = {mail.id for mail in site.all(tables.OutgoingMail, kind="digest")}
            ground.send("tell", point, port=server.port)
            with ground.site() as site:
                for later in (2 * LEASE, timedelta(days=1)):
                    site.clock.now += later
                    worker = Worker(site.office, Smtp("127.0.0.1", server.port, "mallverk@acme.example", "none"))
                    worker.gather()
                    worker.send()
                digests = [mail for mail in site.all(tables.OutgoingMail, kind="digest") if mail.id not in before]
                assert [("North box: 1\n" in mail.body, mail.sent_at is not None) for mail in digests] == [(True, True)] * 2
                assert [share for share in site.all(tables.MailShare) if share.due_at] == []


def test_whatever_moment_the_process_ends_every_receipt_that_was_given_has_its_report(ground: Ground) -> None:
    _, everything = clean(ground, "submit", template="faults", token=b"clean".hex())
    chance = random.Random(1)  # noqa: S311 - when to die, not a secret
    for number in range(ROUNDS):
        with ground.site() as site:
            before = site.count()
        code, said = ground.send("stream", 0, round=number, after=chance.random() / 2)
        assert code == -signal.SIGALRM
        with ground.site() as site:
            new = added(site, before)
            assert new == {name: many * new.get("Submission", 0) for name, many in everything.items() if new}
            for line in said:
                token, _, reference = line.partition(" ")
                found = site.read(lambda session, token=token: submissions.by_token(session, site.org, token.encode()))  # type: ignore[misc]
                assert found is not None
                assert found[0] == reference
            assert site.broken_chains() == []
    assert said
