"""Someone comes with a session's token: what they may is asked anew each time."""

from engine.actions.enter import Entry, enter
from engine.actions.sign_in import open_session
from tests.site import Site


def signed_in(site: Site, person: str = "ada") -> str:
    """The token of a new session."""
    return site.write(lambda session: open_session(session, site.org, site.office.sealer, site.people[person], site.clock()))


def come(site: Site, token: str) -> Entry | None:
    """What is found behind the token now."""
    organisation = site.scene().organisation
    return site.read(lambda session: enter(session, organisation, site.office.sealer, token, now=site.clock()))


def test_the_person_comes_with_the_rights_of_today(site: Site) -> None:
    token = signed_in(site)
    entry = come(site, token)
    assert entry is not None
    assert (entry.actor.name, entry.actor.mailboxes) == ("Ada", {"north"})
    site.change(("members: [ada, bo]", "members: [bo, {person: ada, until: 2026-09-06}]"))
    later = come(site, token)
    assert later is not None


def test_nobody_stands_behind_a_token_that_was_never_given(site: Site) -> None:
    assert come(site, "x" * 43) is None


def test_a_sign_of_life_is_renewed_after_a_minute(site: Site) -> None:
    token = signed_in(site)
    fresh = come(site, token)
    site.clock.move(minutes=2)
    old = come(site, token)
    assert fresh is not None
    assert old is not None
    assert (fresh.stale, old.stale) == (False, True)


def test_the_journal_has_a_name_for_the_session_that_does_not_tell_the_token(site: Site) -> None:
    token = signed_in(site)
    entry = come(site, token)
    assert entry is not None
    assert entry.session not in token
    assert token not in entry.session
