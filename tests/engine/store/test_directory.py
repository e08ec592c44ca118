"""Who is there on a day: members, rights and those who ever were in a mailbox."""

from datetime import date
from uuid import UUID

from engine.store import directory
from engine.store.directory import Right
from tests.site import Site

DAY = date(2026, 9, 7)


def members(site: Site, mailbox: str, day: date = DAY) -> list[str]:
    """The names of a mailbox's members on a day."""
    return [person.name for person in site.read(lambda session: directory.members(session, site.org, mailbox, day))]


def test_organisations_are_listed_by_name(site: Site) -> None:
    with site.office.database.read() as session:
        assert directory.organisations(session) == [("acme", "Acme")]


def test_an_organisation_that_is_not_there_is_none(site: Site) -> None:
    assert site.read(lambda session: directory.organisation(session, "nowhere")) is None


def test_members_come_by_name_and_only_on_their_days(site: Site) -> None:
    site.change(("members: [ada, bo]", "members: [ada, {person: bo, until: 2026-09-07}, {person: hal, from: 2026-09-08}]"))
    assert members(site, "north") == ["Ada", "Bo"]
    assert members(site, "north", date(2026, 9, 8)) == ["Ada", "Hal"]


def test_a_member_whose_account_is_closed_is_none(site: Site) -> None:
    site.close_account("ada")
    assert members(site, "north") == ["Bo"]
    assert site.read(lambda session: directory.person(session, site.org, site.people["ada"])) is None
    assert "Ada" not in [person.name for person in site.read(lambda session: directory.people(session, site.org))]


def test_a_person_is_in_the_mailboxes_of_the_day(site: Site) -> None:
    site.change(("members: [fay]", "members: [fay, {person: ada, from: 2026-09-08, until: 2026-09-09}]"))

    def inside(day: date) -> frozenset[str]:
        return site.read(lambda session: directory.given(session, site.org, site.people["ada"], day))[0]

    assert [inside(date(2026, 9, day)) for day in (7, 8, 9, 10)] == [{"north"}, {"north", "region"}, {"north", "region"}, {"north"}]


def test_whoever_was_in_a_mailbox_on_the_day_or_comes_later_has_been_in_it(site: Site) -> None:
    site.change(
        (
            "members: [ada, bo]",
            "members: [{person: ada, until: 2026-09-06}, {person: bo, until: 2026-09-07}, {person: hal, from: 2027-01-01}]",
        )
    )

    def ever() -> frozenset[UUID]:
        return site.read(lambda session: directory.ever_in(session, site.org, ["north"], DAY))

    assert ever() == {site.people["bo"], site.people["hal"]}
    site.close_account("bo")
    assert ever() == {site.people["bo"], site.people["hal"]}


def test_rights_hold_on_their_days_and_at_their_unit(site: Site) -> None:
    site.change(
        ("grants: [{right: read_cases, unit: north}]", "grants: [{right: read_cases, unit: north, until: 2026-09-07}, {right: publish}]")
    )

    def rights(day: date) -> frozenset[Right]:
        return site.read(lambda session: directory.given(session, site.org, site.people["hal"], day))[1]

    assert rights(DAY) == {Right("read_cases", "north"), Right("publish", None)}
    assert rights(date(2026, 9, 8)) == {Right("publish", None)}


def test_only_mailboxes_with_an_address_have_one(site: Site) -> None:
    assert site.read(lambda session: directory.mailbox_addresses(session, site.org, ["north", "south"])) == {"south": "south@acme.example"}
    assert site.read(lambda session: directory.mailbox_names(session, site.org))["lab"] == "The lab"
