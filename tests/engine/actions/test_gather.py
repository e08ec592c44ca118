"""Mail as each person wants it: at once, gathered once a day, or not at all; no storm, not one's own doing, nothing lost or twice."""

from datetime import UTC, datetime

import pytest

from engine.ids import new_id
from engine.mails import AT_ONCE, DAILY, MOST, NONE, Refused, share
from engine.store import shares, tables
from engine.worker import Worker
from tests.racing import together
from tests.site import Postbox, Site, fault

ADA, BO, GUS = "ada@acme.example", "bo@acme.example", "gus@acme.example"


def choose(site: Site, person: str, how: str, mailbox: str = "north") -> None:
    """Somebody chooses."""
    site.write(lambda session: shares.choose(session, site.org, site.people[person], {mailbox: how}))


def round_of(site: Site, text: str = "") -> list[tuple[str, str]]:
    """Address and subject of what a worker sends, at a moment or now."""
    if text:
        site.clock.now = datetime.fromisoformat(text).astimezone(UTC)
    postbox = Postbox()
    worker = Worker(site.office, postbox)
    while worker.gather() or worker.send():
        pass
    return sorted((address, waiting.subject.split(" (")[0]) for waiting in postbox.sent for address in waiting.recipients)


def digests(site: Site) -> list[tables.OutgoingMail]:
    """Every digest that was written."""
    return site.all(tables.OutgoingMail, kind="digest")


def test_who_has_chosen_nothing_is_told_at_once(site: Site) -> None:
    site.case()
    assert [address for address, _ in round_of(site)] == [ADA, BO, GUS]


def test_who_wants_it_once_a_day_gets_one_mail_the_next_morning_by_the_clock_of_the_place(site: Site) -> None:
    choose(site, "ada", DAILY)
    site.case()
    site.case()
    assert [address for address, _ in round_of(site)] == [BO, BO, GUS, GUS]
    assert round_of(site, "2026-09-08T07:29+02:00") == []
    assert round_of(site, "2026-09-08T07:30+02:00") == [(ADA, "Nytt i dina brevlådor")]
    assert round_of(site, "2026-09-09T07:30+02:00") == []


def test_a_digest_says_how_many_and_where_and_nothing_else(site: Site) -> None:
    choose(site, "ada", DAILY)
    for _ in range(2):
        site.case(fault("Kimmö"))
    round_of(site)
    round_of(site, "2026-09-08T07:30+02:00")
    (mail,) = digests(site)
    assert (mail.subject, mail.recipients) == ("Nytt i dina brevlådor (2)", [ADA])
    assert "North box: 2\n" in mail.body
    assert "https://acme.example/admin/acme/" in mail.body
    numbers = [case.number for case in site.all(tables.Case)]
    assert not any(word in mail.body for word in ("Kimmö", "rör", *numbers))


def test_who_wants_no_mail_hears_of_what_is_late_all_the_same(site: Site) -> None:
    choose(site, "ada", NONE)
    choose(site, "bo", DAILY)
    site.case()
    assert [address for address, _ in round_of(site)] == [GUS]
    site.clock.now = datetime.fromisoformat("2026-09-10T08:00+02:00").astimezone(UTC)
    Worker(site.office, None).remind()
    assert {(ADA, "Försenat ärende"), (BO, "Försenat ärende")} <= set(round_of(site))


def test_a_mail_that_nobody_wants_is_no_worry_and_is_not_tried_again(site: Site) -> None:
    for person in ("ada", "bo"):
        choose(site, person, NONE)
    site.case()
    round_of(site)
    (mail,) = site.all(tables.OutgoingMail, mailbox="north")
    assert (mail.error, mail.failed_at is not None) == ("nobody-wants", True)


def test_a_storm_of_reports_gives_a_handful_of_mails_to_one_person(site: Site) -> None:
    sent = []
    for _ in range(100):
        site.clock.move(seconds=30)
        site.report(fault(urgent=True))
        sent += round_of(site)
    sent += round_of(site, "2026-09-07T13:00+02:00")
    to_ada = [subject for address, subject in sent if address == ADA]
    assert to_ada.count("Nytt i dina brevlådor") <= 2
    assert len(to_ada) <= MOST + 2
    told = sum(int(mail.subject.split("(")[1].rstrip(")")) for mail in digests(site) if mail.recipients == [ADA])
    assert told == 100 - MOST


def test_nobody_is_told_of_their_own_doing_in_a_digest_either(site: Site) -> None:
    choose(site, "ada", DAILY)
    choose(site, "bo", DAILY)
    case = site.case()
    round_of(site)
    round_of(site, "2026-09-08T07:30+02:00")
    site.decide(case, "ada", "look")
    round_of(site)
    assert round_of(site, "2026-09-09T07:30+02:00") == [(BO, "Nytt i dina brevlådor")]


def test_whoever_is_shut_out_or_has_left_before_the_morning_is_not_told(site: Site) -> None:
    for person in ("ada", "bo"):
        choose(site, person, DAILY)
    case = site.case()
    round_of(site)
    site.shut_out(case, "ada", "bo")
    site.close_account("ada")
    assert round_of(site, "2026-09-08T07:30+02:00") == []
    assert round_of(site, "2026-09-09T07:30+02:00") == []


def test_of_many_workers_one_writes_the_digest(site: Site) -> None:
    choose(site, "ada", DAILY)
    site.case()
    round_of(site)
    site.clock.now = datetime.fromisoformat("2026-09-08T07:30+02:00").astimezone(UTC)
    together(*[Worker(site.office, None).gather] * 8)
    assert len(digests(site)) == 1


def test_what_a_mail_server_refuses_is_divided_once_when_it_takes_it(site: Site) -> None:
    choose(site, "ada", DAILY)
    site.case()
    for _ in range(3):
        site.deliver(Postbox(refusal=Refused("451 later", final=False)))
        site.clock.move(hours=2)
    assert site.all(tables.MailShare) == []
    site.deliver()
    assert len(site.all(tables.MailShare, person=site.people["ada"])) == 1


def test_a_choice_can_be_taken_back(site: Site) -> None:
    choose(site, "ada", DAILY)
    choose(site, "ada", AT_ONCE)
    assert site.all(tables.MailChoice) == []
    site.case()
    assert ADA in [address for address, _ in round_of(site)]


def test_who_was_told_of_what_is_forgotten_but_not_what_is_still_to_be_told(site: Site) -> None:
    choose(site, "ada", DAILY)
    site.case()
    round_of(site)
    later = site.clock.move(days=3)
    site.write(lambda session: shares.forget_old(session, site.org, later))
    assert [row.person for row in site.all(tables.MailShare)] == [site.people["ada"]]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-10-24T22:00+02:00", "2026-10-25T07:30+01:00"),
        ("2027-03-27T22:00+01:00", "2027-03-28T07:30+02:00"),
        ("2026-09-07T07:29+02:00", "2026-09-07T07:30+02:00"),
        ("2026-09-07T07:30+02:00", "2026-09-08T07:30+02:00"),
    ],
)
def test_it_is_half_past_seven_also_when_the_clocks_change(site: Site, now: str, due: str) -> None:
    zone = site.scene().organisation.zone
    found = share(new_id(), DAILY, "new", datetime.fromisoformat(now).astimezone(UTC), had=0, zone=zone)
    assert found is not None
    assert found.due == datetime.fromisoformat(due)
