"""A report by mail says what one without rights to cases may see, to those who may see it when it is sent, and to nobody else."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, update

from engine.mails import NONE, Refused, Waiting
from engine.store import shares, tables
from engine.store.database import Database
from engine.worker import Worker
from tests.admin.counted_site import count
from tests.mailed_site import NOVEMBER, ORGANISATION, TEMPLATE, filled, mailed_site, states, work
from tests.site import Postbox, Site

OCTOBER = "2026-10-01--2026-10-31"


@pytest.fixture
def mailed(database: Database) -> Site:
    """The site whose report goes out every month."""
    return mailed_site(database)


def sent(site: Site) -> dict[tuple[str, ...], Waiting]:
    """What goes out on the first of November, by who gets it."""
    site.clock.now = NOVEMBER
    return {waiting.recipients: waiting for waiting in work(site).sent}


TOLD = """\
Var är felen?

Du ser anmälningar i ”Felanmälan” från North works, 1–31 oktober 2026.

12 anmälningar. Det går inte att jämföra med samma tid året före (1–31 oktober 2025), eftersom uppgifter saknas.

Var är felet?:
Kök: 6 (Andel: 50\u00a0%)
Badrum: 6 (Andel: 50\u00a0%)

Öppna rapporten:
https://acme.example/admin/acme/reports/faults/rooms?unit=north&period=2026-10-01--2026-10-31

Det som räknas: Anmälningar. Varje anmälan räknas den dag den kom in.
Hämtat: söndag 1 november 2026 kl. 07.00

Du får mejlet eftersom din funktion får rapporten regelbundet. Det går inte att svara på det.
"""


def test_the_mail_is_the_report_in_lines(mailed: Site) -> None:
    filled(mailed)
    mail = sent(mailed)["ada@acme.example",]
    assert mail.subject == "Var är felen? – 1–31 oktober 2026"
    assert mail.body == TOLD


def test_each_is_told_of_the_own_units_and_of_the_own_period(mailed: Site) -> None:
    filled(mailed)
    filled(mailed, unit="south")
    filled(mailed, day=date(2026, 9, 30))
    found = sent(mailed)
    assert "\n12 anmälningar." in found["ada@acme.example",].body
    assert "\n24 anmälningar." in found["gus@acme.example",].body
    assert "från hela Acme" in found["gus@acme.example",].body


def test_a_period_without_anything_is_told_of_too(mailed: Site) -> None:
    assert "\nInga anmälningar under perioden." in sent(mailed)["gus@acme.example",].body


def test_small_numbers_are_in_no_mail_not_even_to_those_who_may_read_every_case(mailed: Site) -> None:
    count(mailed, 2, day=date(2026, 10, 7), room="kitchen")
    count(mailed, 7, day=date(2026, 10, 7), room="bath")
    body = sent(mailed)["gus@acme.example",].body
    assert "\nKök: Dolt" in body
    assert "Talet är mindre än 5, eller skulle göra det möjligt att räkna ut ett sådant tal." in body


def test_a_sensitive_answer_is_told_of_by_whole_months(database: Database) -> None:
    half = "{label: Halvan, from: 2026-10-05, to: 2026-10-31}"
    place = ORGANISATION.replace("periods: {half: [", f"periods: {{spell: [{half}], half: [")
    template = TEMPLATE.replace("rows: illness, filters", "rows: illness, schedule: {every: spell, to: owner}, filters")
    site = mailed_site(database, organisation=place, template=template)
    count(site, 6, day=date(2026, 10, 28), illness="ja")
    count(site, 6, day=date(2026, 10, 2), illness="nej")
    site.clock.now = NOVEMBER
    (mail,) = (one for one in work(site).sent if "halvan" in one.body)
    assert "halvan (1–31 oktober 2026)" in mail.body
    assert "Ja: 6 (Andel: 50\u00a0%)\nNej: 6 (Andel: 50\u00a0%)" in mail.body


def test_columns_stand_behind_each_row(database: Database) -> None:
    crossed = TEMPLATE.replace("columns: kinds, filters", "columns: kinds, schedule: {every: month, to: owner}, filters")
    site = mailed_site(database, template=crossed)
    count(site, 6, day=date(2026, 10, 7), room="kitchen", kinds=["water", "heat"])
    site.clock.now = NOVEMBER
    (body,) = [mail.body for mail in work(site).sent if mail.subject.startswith("Rum och fel") and "top" == mail.mailbox]
    assert "Var är felet?:\nKök: 6 (Vatten: 6, Värme: 6, El: 0)\n" in body


def test_where_nobody_may_see_the_numbers_nothing_goes_and_it_is_said(mailed: Site) -> None:
    assert set(sent(mailed)) == {("ada@acme.example",), ("gus@acme.example",)}
    assert states(mailed) == {("north", OCTOBER): "written", ("south", OCTOBER): "nobody-sees", ("top", OCTOBER): "written"}


def test_an_empty_mailbox_gets_nothing_and_it_is_said(mailed: Site) -> None:
    mailed.write(lambda session: session.execute(delete(tables.Membership).where(tables.Membership.mailbox == "south")))
    sent(mailed)
    assert states(mailed)["south", OCTOBER] == "nobody-there"


@pytest.mark.parametrize(("everyone", "whom"), [(True, ("south@acme.example",)), (False, ("cy@acme.example",))])
def test_a_shared_address_is_for_those_mailboxes_in_which_everyone_may_see_it(
    database: Database, everyone: bool, whom: tuple[str, ...]
) -> None:
    grants = ", grants: [{right: read_reports, unit: region}]}"
    given = ORGANISATION.replace("email: cy@acme.example}", f"email: cy@acme.example{grants}")
    given = given.replace("email: dan@acme.example}", f"email: dan@acme.example{grants}") if everyone else given
    assert whom in sent(mailed_site(database, organisation=given))


def test_who_may_see_it_is_asked_again_when_it_is_sent(mailed: Site) -> None:
    mailed.clock.now = NOVEMBER
    work(mailed, Postbox(refusal=Refused("451 later", final=False)))
    mailed.write(lambda session: session.execute(delete(tables.Grant).where(tables.Grant.person == mailed.people["ada"])))
    mailed.clock.move(hours=2)
    assert {waiting.recipients for waiting in work(mailed).sent} == {("gus@acme.example",)}
    assert {row.mailbox: row.error for row in mailed.all(tables.OutgoingMail)} == {"north": "nobody-sees", "top": None}


def test_no_choice_about_other_mail_holds_a_report_up(mailed: Site) -> None:
    mailed.write(lambda session: shares.choose(session, mailed.org, mailed.people["gus"], {"top": NONE}))
    assert ("gus@acme.example",) in sent(mailed)
    assert mailed.all(tables.MailShare) == []


def test_a_mail_server_that_is_down_for_a_day_delays_it_and_loses_nothing(mailed: Site) -> None:
    filled(mailed)
    dead = Postbox(refusal=Refused("ConnectionRefusedError", final=False))
    mailed.clock.now = NOVEMBER
    for _ in range(24):
        work(mailed, dead)
        mailed.clock.move(hours=1)
    dead.refusal = None
    mailed.clock.move(hours=2)
    mails = work(mailed, dead).sent
    assert sorted(mail.recipients for mail in mails) == [("ada@acme.example",), ("gus@acme.example",)]
    assert all("kl. 07.00" in mail.body for mail in mails)


def test_a_mail_waits_until_the_months_that_it_tells_of_are_closed(mailed: Site) -> None:
    filled(mailed)
    mailed.clock.now = NOVEMBER
    Worker(mailed.office, None).dispatch()
    assert (set(states(mailed).values()), mailed.all(tables.ClosedMonth)) == ({"waiting"}, [])
    mailed.clock.move(minutes=2)
    work(mailed)
    assert "waiting" not in states(mailed).values()


def test_what_can_not_be_made_is_put_off_and_is_not_in_the_way(mailed: Site, caplog: pytest.LogCaptureFixture) -> None:
    mailed.clock.now = NOVEMBER
    row = tables.ReportMail
    spoil = update(tables.FactColumn).where(tables.FactColumn.reference == "room").values(column="d99")
    mailed.write(lambda session: session.execute(spoil))
    mailed.office._published.clear()
    work(mailed)
    assert "a report by mail failed" in caplog.text
    assert set(states(mailed).values()) == {"waiting"}
    assert {found.run_at - NOVEMBER for found in mailed.all(row)} == {timedelta(hours=1)}
