"""Choosing a password by a link: it works once, for a week, for whom it was made, and nothing that is stored gives it away."""

from uuid import UUID

import pytest

from engine.actions import invite
from engine.actions.keeping import Keeper
from engine.actions.sign_in import hash_password, verify_password
from engine.errors import NotPossible
from engine.store import directory, journal, particulars, people, tables
from tests.racing import together
from tests.site import Site

PASSWORD = "fyra ord efter varandra"


def keeper(site: Site, person: str = "gus", seen: object = None) -> Keeper:
    """Someone who has something before them."""
    return Keeper(site.scene().organisation, site.actor(person), site.clock(), particulars.mark(seen))


def invited(site: Site, email: str = "New@acme.example") -> tuple[UUID, str]:
    """A new person, and the token of the link."""
    who, base = keeper(site), site.office.base_url
    return site.write(lambda session: invite.invite(session, who, site.office.sealer, base, name="New", email=email))


def choose(site: Site, token: str, password: str = PASSWORD) -> None:
    """Someone chooses a password by a link."""
    hashed = hash_password(password)
    site.write(lambda session: invite.choose_password(session, site.org, site.office.sealer, token, hashed=hashed, now=site.clock()))


def enters(site: Site, email: str, password: str = PASSWORD) -> UUID | None:
    """Who signs in."""
    return site.read(lambda session: verify_password(session, site.org, email, password))


def test_the_person_signs_in_with_what_they_have_chosen(site: Site) -> None:
    id, token = invited(site)
    assert enters(site, "new@acme.example") is None
    choose(site, token)
    assert enters(site, "new@acme.example") == id


def test_a_link_works_once(site: Site) -> None:
    _, token = invited(site)
    choose(site, token)
    with pytest.raises(NotPossible, match="no-such-link"):
        choose(site, token, "another one altogether")
    assert site.all(tables.Invitation) == []


def test_of_many_who_use_a_link_at_once_one_chooses(site: Site) -> None:
    _, token = invited(site)
    results = together(*[lambda: choose(site, token)] * 4)
    assert sorted(str(result) for result in results) == ["None", *["no-such-link"] * 3]
    assert site.lines(journal.ORGANISATION).count("password-chosen") == 1


def test_a_link_is_open_for_a_week(site: Site) -> None:
    _, token = invited(site)
    site.clock.move(days=7)
    with pytest.raises(NotPossible, match="no-such-link"):
        choose(site, token)


def test_another_link_ends_the_one_before_and_the_password_holds_until_it_is_used(site: Site) -> None:
    id, token = invited(site)
    choose(site, token)
    who = keeper(site, seen=site.read(lambda session: people.one(session, site.org, id)))
    site.write(lambda session: invite.invite_again(session, who, site.office.sealer, id))
    assert enters(site, "new@acme.example") == id
    who = keeper(site, seen=site.read(lambda session: people.one(session, site.org, id)))
    second = site.write(lambda session: invite.invite_again(session, who, site.office.sealer, id))
    choose(site, second, "another one altogether")
    assert enters(site, "new@acme.example") is None
    assert enters(site, "new@acme.example", "another one altogether") == id


def test_a_link_of_a_closed_account_opens_nothing(site: Site) -> None:
    id, token = invited(site)
    site.write(lambda session: setattr(session.get_one(tables.Person, (site.org, id)), "disabled_at", site.clock()))
    with pytest.raises(NotPossible, match="no-such-link"):
        choose(site, token)


def test_no_two_people_have_one_address(site: Site) -> None:
    with pytest.raises(NotPossible, match="email-taken"):
        invited(site, "ADA@acme.example")


def test_the_mail_says_that_there_is_an_account_and_not_how_to_open_it(site: Site) -> None:
    _, token = invited(site)
    mail = site.all(tables.OutgoingMail)[-1]
    assert mail.recipients == ["new@acme.example"]
    assert "Acme" in mail.body
    assert token not in mail.body
    assert site.deliver().recipients() == ["new@acme.example"]


def test_nothing_that_is_stored_opens_the_account(site: Site) -> None:
    _, token = invited(site)
    stored = [repr(vars(row)) for table in (tables.Invitation, tables.Person, tables.OutgoingMail) for row in site.all(table)]
    assert stored
    assert not [row for row in stored if token in row]
    lines = site.lines("organisation")
    assert lines[-1] == "person-invited"


@pytest.mark.parametrize(
    ("password", "why"),
    [("elva tecken", "too-short"), ("a" * 40, "easy"), ("ada@acme.example", "easy"), ("x" * 1001, "too-long"), (PASSWORD, "")],
)
def test_length_is_what_counts(password: str, why: str) -> None:
    assert invite.too_weak(password, directory.Person(UUID(int=1), "Ada", "ada@acme.example")) == why
