"""Signing in: a password that is never stored, delays in place of locks, and sessions that end by themselves."""

from datetime import timedelta
from uuid import UUID

import pytest
from argon2 import PasswordHasher

from engine.actions import enter as entering
from engine.actions import sign_in
from engine.actions.sign_in import IDLE, LONGEST, TRIES
from engine.errors import NotPossible
from engine.store import tables
from tests.racing import together
from tests.site import Site


def password(site: Site, person: str = "ada", text: str = "rätt häst batteri") -> None:
    """Someone gets a password."""
    site.write(lambda session: sign_in.set_password(session, site.org, site.people[person], text))


def verified(site: Site, email: str, text: str) -> UUID | None:
    """Who it is."""
    return site.read(lambda session: sign_in.verify_password(session, site.org, email, text))


def session_of(site: Site, person: str = "ada") -> str:
    """A new session's token."""
    return site.write(lambda session: sign_in.open_session(session, site.org, site.office.sealer, site.people[person], site.clock()))


def who(site: Site, token: str) -> str | None:
    """The name of the person behind a token."""
    found = site.read(lambda session: sign_in.who(session, site.org, site.office.sealer, token, site.clock()))
    return found.person.name if found else None


def test_the_right_password_opens_and_no_other(site: Site) -> None:
    password(site)
    assert verified(site, "ada@acme.example", "rätt häst batteri") == site.people["ada"]
    assert verified(site, "ada@acme.example", "rätt häst batteri ") is None
    assert verified(site, "bo@acme.example", "rätt häst batteri") is None


def test_an_address_is_read_as_people_write_it(site: Site) -> None:
    password(site)
    assert verified(site, "  Ada@ACME.example ", "rätt häst batteri") == site.people["ada"]


@pytest.mark.parametrize("email", ["ada@acme.example", "nobody@acme.example", ""])
def test_without_a_password_nobody_gets_in(site: Site, email: str) -> None:
    assert verified(site, email, "") is None


def test_whoever_has_left_does_not_get_in_and_is_out_at_once(site: Site) -> None:
    password(site)
    token = session_of(site)
    site.close_account("ada")
    assert verified(site, "ada@acme.example", "rätt häst batteri") is None
    assert who(site, token) is None


def test_a_closed_account_gets_no_session(site: Site) -> None:
    site.close_account("ada")
    with pytest.raises(NotPossible, match="no-such-person"):
        session_of(site)


def test_a_password_is_stored_as_a_slow_hash_only(site: Site) -> None:
    password(site)
    (row,) = [row for row in site.all(tables.Person) if row.password_hash]
    assert row.password_hash is not None
    assert row.password_hash.startswith("$argon2id$")
    assert "batteri" not in row.password_hash


def test_the_same_work_is_done_for_someone_who_does_not_exist(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    verifying: list[str] = []

    class Hasher(PasswordHasher):
        """Says what it is asked about."""

        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            """Notes the hash."""
            verifying.append(str(hash))
            return bool(super().verify(hash, password))

    monkeypatch.setattr(sign_in, "_HASHER", Hasher())
    for email in ("nobody@acme.example", "bo@acme.example", "ada@acme.example"):
        assert verified(site, email, "x") is None
    assert len(verifying) == 3


def test_a_new_password_ends_every_session(site: Site) -> None:
    first, second, other = session_of(site), session_of(site), session_of(site, "bo")
    password(site)
    assert (who(site, first), who(site, second), who(site, other)) == (None, None, "Bo")


def test_a_password_for_nobody_is_refused(site: Site) -> None:
    with pytest.raises(NotPossible, match="no-such-person"):
        site.write(lambda session: sign_in.set_password(session, site.org, UUID(int=1), "x"))


def test_only_the_token_opens_a_session_and_it_is_stored_nowhere(site: Site) -> None:
    token = session_of(site)
    assert who(site, token) == "Ada"
    assert who(site, token[:-1]) is None
    (row,) = site.all(tables.SignIn)
    assert token.encode() not in row.id
    assert who(site, row.id.hex()) is None


def test_a_session_ends_when_nothing_is_done_for_half_an_hour(site: Site) -> None:
    token = session_of(site)
    site.clock.now += IDLE - timedelta(seconds=1)
    assert who(site, token) == "Ada"
    site.clock.now += timedelta(seconds=1)
    assert who(site, token) is None


def test_a_session_that_is_used_goes_on_but_never_longer_than_ten_hours(site: Site) -> None:
    token, end = session_of(site), site.clock() + LONGEST
    while site.clock() < end:
        assert who(site, token) == "Ada"
        site.write(lambda session: sign_in.keep_alive(session, site.org, site.office.sealer, token, site.clock()))
        site.clock.move(minutes=20)
    assert who(site, token) is None


def test_a_sign_of_life_is_written_once_a_minute_at_most(site: Site) -> None:
    token = session_of(site)

    def stale() -> bool:
        found = site.read(lambda session: sign_in.who(session, site.org, site.office.sealer, token, site.clock()))
        assert found is not None
        return found.stale

    assert not stale()
    site.clock.move(seconds=60)
    assert stale()


def test_whoever_signs_out_is_out(site: Site) -> None:
    token, other = session_of(site), session_of(site)
    site.write(lambda session: sign_in.close_session(session, site.org, site.office.sealer, token))
    assert (who(site, token), who(site, other)) == (None, "Ada")


def test_signing_in_stands_in_the_journal(site: Site) -> None:
    session_of(site)
    assert site.lines("organisation")[-1] == "signed-in"
    assert site.broken_chains() == []


def may(site: Site, email: str = "ada@acme.example", source: str = "198.51.100.1") -> bool:
    """Whether a password is looked at."""
    return site.read(lambda session: sign_in.may_sign_in(session, site.org, email, source, now=site.clock()))


def miss(site: Site, email: str = "ada@acme.example", source: str = "198.51.100.1") -> None:
    """Someone fails."""
    site.write(lambda session: sign_in.note_failure(session, site.org, email, source, now=site.clock()))


def test_after_many_failures_from_one_place_that_place_must_wait(site: Site) -> None:
    for _ in range(TRIES):
        assert may(site)
        miss(site)
    assert not may(site)
    assert not may(site, "ADA@acme.example ")
    site.clock.move(minutes=11)
    assert may(site)


def test_whoever_guesses_at_someone_does_not_lock_them_out(site: Site) -> None:
    for _ in range(TRIES):
        miss(site, source="203.0.113.9")
    assert not may(site, source="203.0.113.9")
    assert may(site)


def test_whoever_guesses_at_everybody_is_stopped(site: Site) -> None:
    for number in range(10 * TRIES):
        miss(site, f"person{number}@acme.example")
    assert not may(site, "bo@acme.example")


def test_failures_at_once_are_all_counted(site: Site) -> None:
    miss(site)
    together(*[lambda: miss(site)] * (TRIES - 1))
    assert not may(site)


def test_neither_address_nor_source_is_stored_for_a_failure(site: Site) -> None:
    miss(site)
    stored = repr([(row.key, row.window_start) for row in site.all(tables.Attempt)])
    assert "acme" not in stored
    assert "198.51" not in stored


def test_old_failures_are_cleared_away(site: Site) -> None:
    miss(site)
    site.clock.move(hours=1)
    miss(site, "bo@acme.example", "203.0.113.9")
    assert {row.window_start for row in site.all(tables.Attempt)} == {site.clock()}


def test_whoever_enters_has_the_rights_of_this_moment(site: Site) -> None:
    token, organisation = session_of(site, "gus"), site.scene().organisation

    def entry() -> entering.Entry | None:
        return site.read(lambda session: entering.enter(session, organisation, site.office.sealer, token, now=site.clock()))

    first = entry()
    assert first is not None
    assert (first.actor.mailboxes, first.actor.has("administer"), first.stale) == ({"top"}, True, False)
    site.change(("members: [gus]", "members: [{person: gus, until: 2026-09-06}]"))
    second = entry()
    assert second is not None
    assert second.actor.mailboxes == frozenset()
    site.close_account("gus")
    assert entry() is None
