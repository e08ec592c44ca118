"""Who is told of a signal by mail, and what the mail says: where and when, never how many, and to nobody who may not see numbers there."""

from datetime import date

import pytest
from sqlalchemy import delete

from engine.mails import NONE, Waiting
from engine.store import shares, tables
from engine.store.database import Database
from engine.worker import Worker
from tests.mailed_site import ORGANISATION
from tests.site import Postbox, Site
from tests.watched_site import TEMPLATE, risen, watch, watched_site

BOTH_IN_NORTH = ORGANISATION.replace(
    "bo: {name: Bo, email: bo@acme.example}", "bo: {name: Bo, email: bo@acme.example, grants: [{right: read_cases, unit: north}]}"
)
TOLD = """\
Samma rum igen

Kök, North works
Vecka 47 2026 (16–22 november 2026)

Det var fler än vanligt den veckan.

Läs mer, och skriv vad ni gör:
https://acme.example/admin/acme/signals/{id}

Mejlet säger inte hur många det är eller vilka det gäller. Du får det eftersom din funktion ska få veta när något ökar. \
Det går inte att svara på det.
"""


@pytest.fixture
def site(database: Database) -> Site:
    """The site with far more than usual in the kitchens of North."""
    site = watched_site(database)
    risen(site)
    return site


def sent(site: Site) -> list[Waiting]:
    """The mails that go out about what was raised."""
    watch(site)
    postbox = Postbox()
    while Worker(site.office, postbox).send():
        pass
    return [mail for mail in postbox.sent if mail.kind == "signal"]


def to_whom(site: Site) -> dict[str, set[tuple[str, ...]]]:
    """Who got the mail of which signal."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for mail in sent(site):
        found.setdefault(mail.subject, set()).add(mail.recipients)
    return found


def test_the_mail_says_what_where_and_when_and_leads_on(site: Site) -> None:
    (mail,) = [mail for mail in sent(site) if "rum" in mail.subject]
    (row,) = site.all(tables.RaisedSignal, signal="rooms")
    assert mail.subject == "Fler än vanligt: Samma rum igen"
    assert mail.body == TOLD.format(id=row.id)


def test_the_mail_is_in_the_language_of_the_organisation(database: Database) -> None:
    site = watched_site(database, organisation=ORGANISATION.replace("kind: maker}", "kind: maker, language: en}"))
    risen(site)
    (mail,) = [mail for mail in sent(site) if "rum" in mail.subject]
    assert "Week 47 2026" in mail.body
    assert "There were more than usual in that week." in mail.body


def test_each_function_is_told_of_the_units_that_it_is_held_for_and_only_who_may_see_numbers_there(site: Site) -> None:
    assert to_whom(site) == {
        "Fler än vanligt: Samma rum igen": {("ada@acme.example",)},
        "Fler än vanligt: Fler fel": {("ada@acme.example",), ("gus@acme.example",)},
    }


def test_of_a_small_number_only_who_may_read_the_cases_is_told(database: Database) -> None:
    site = watched_site(database, organisation=BOTH_IN_NORTH, weeks=0)
    risen(site, 1, day=date(2026, 6, 1), unit="south")
    risen(site, 4)
    assert to_whom(site)["Fler än vanligt: Samma rum igen"] == {("bo@acme.example",)}


def test_where_nobody_may_see_the_numbers_the_mail_is_given_up_and_says_why(database: Database) -> None:
    site = watched_site(database)
    risen(site, unit="south")
    assert to_whom(site) == {"Fler än vanligt: Fler fel": {("gus@acme.example",)}}
    failed = [row for row in site.all(tables.OutgoingMail, mailbox="south") if row.failed_at is not None]
    assert {row.error for row in failed} == {"nobody-sees"}


def test_the_right_that_someone_has_when_it_is_sent_counts(site: Site) -> None:
    watch(site)
    ada = site.people["ada"]
    site.write(lambda session: session.execute(delete(tables.Grant).where(tables.Grant.org == site.org, tables.Grant.person == ada)))
    assert to_whom(site) == {"Fler än vanligt: Fler fel": {("gus@acme.example",)}}


def test_a_shared_address_is_told_only_where_everyone_in_the_mailbox_may_see_it(database: Database) -> None:
    everyone = ORGANISATION.replace("cy@acme.example}", "cy@acme.example, grants: [{right: read_reports, unit: south}]}")
    site = watched_site(database, organisation=everyone)
    risen(site, unit="south")
    assert to_whom(site)["Fler än vanligt: Samma rum igen"] == {("cy@acme.example",)}
    both = everyone.replace("dan@acme.example}", "dan@acme.example, grants: [{right: read_reports, unit: south}]}")
    other = watched_site(database, organisation=both.replace("key: acme", "key: other"))
    risen(other, unit="south")
    assert to_whom(other)["Fler än vanligt: Samma rum igen"] == {("south@acme.example",)}


def test_what_someone_has_chosen_for_other_mail_does_not_keep_it_away(site: Site) -> None:
    ada = site.people["ada"]
    site.write(lambda session: shares.choose(session, site.org, ada, {"north": NONE}))
    assert ("ada@acme.example",) in to_whom(site)["Fler än vanligt: Samma rum igen"]


def test_a_mailbox_that_holds_two_of_the_functions_is_told_once(database: Database) -> None:
    both = ORGANISATION.replace("holds: [keeper@north]", "holds: [keeper@north, owner]").replace("holds: [owner], ", "")
    site = watched_site(database, organisation=both)
    risen(site)
    watch(site)
    assert [row.mailbox for row in site.all(tables.OutgoingMail) if "Fler fel" in row.subject] == ["north"]
    assert [row.mailboxes for row in site.all(tables.RaisedSignal, signal="all")] == [["north"]]


def test_a_signal_of_a_function_that_nobody_holds_is_raised_without_a_mail(database: Database) -> None:
    site = watched_site(database, template=TEMPLATE.replace("calendar: working, to: keeper", "calendar: working, to: chief"))
    risen(site, unit="south")
    site.write(lambda session: session.execute(delete(tables.Holding).where(tables.Holding.org == site.org)))
    assert ("rooms", "south", "kitchen") in watch(site)
    assert [row.mailboxes for row in site.all(tables.RaisedSignal)] == [[], []]
