"""What a door works with: an organisation a few seconds old, templates read once, and errors that say that it can be tried again."""

from datetime import datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from engine import office as module
from engine.actions.sign_in import open_session
from engine.mails import About
from engine.office import Unavailable
from engine.store.database import Database
from engine.store.tables import SignIn
from tests.racing import together, watched
from tests.site import FAULTS, KEYRING, ORGANISATION, Site


def test_what_is_written_is_read(site: Site) -> None:
    assert site.office.organisations() == [("acme", "Acme")]
    assert site.office.write("acme", lambda session: 1) == 1


def test_an_organisation_or_a_template_that_is_not_there_is_none(site: Site) -> None:
    assert site.office.organisation("nowhere") is None
    assert site.office.scene("nowhere", "faults") is None
    assert site.office.scene("acme", "nothing") is None
    assert site.office.scene("acme", "faults", 9) is None
    assert site.office.current("nowhere") == {}


def test_an_organisation_is_asked_for_once_within_a_few_seconds(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    office = site.office
    office.forget()
    first = office.organisation("acme")
    with watched() as seen:
        assert office.organisation("acme") is first
        office.current("acme")
        asked = len(seen.sent)
        office.current("acme")
        assert len(seen.sent) == asked == 1
        now[0] += module.FRESH
        assert office.organisation("acme") == first
        assert len(seen.sent) > asked


def test_a_template_is_read_and_checked_once(site: Site) -> None:
    first = site.office.published("acme", "faults", 1)
    with watched() as seen:
        assert together(*[lambda: site.office.published("acme", "faults", 1)] * 10) == [first] * 10
    assert seen.sent == []


def test_a_new_version_is_used_once_it_is_known(site: Site) -> None:
    assert site.scene().published.version == 1
    site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan"))
    assert site.scene().published.version == 2
    assert site.scene(version=1).template.source == FAULTS


def test_a_lineage_is_worked_out_once_from_every_version(site: Site) -> None:
    site.publish(FAULTS.replace("old: Gammal", "aged: Gammal") + "changes: {age.old: {became: aged}}\n")
    found = site.office.lineage("acme", "faults", 2)
    assert [(era.before, era.became) for era in found.eras["age"]] == [(2, {"old": "aged"})]
    assert site.office.lineage("acme", "faults", 1).eras == {}
    with watched() as seen:
        assert site.office.lineage("acme", "faults", 2) is found
    assert seen.sent == []


def test_a_scene_has_the_time_of_the_clock_and_the_day_of_the_place(site: Site) -> None:
    site.clock.now = site.clock.now.replace(hour=22, minute=30)
    scene = site.scene()
    assert scene.now == site.clock.now
    assert scene.day.isoformat() == "2026-09-08"
    assert scene.about("1", "north", "cases/1") == About("1", "North works", "https://acme.example/admin/acme/cases/1")
    assert (scene.about("1", None, "").unit, scene.authority("north"), scene.authority(None)) == ("", "main", "main")


def opened(site: Site) -> datetime | None:
    """When somebody was last signed in."""
    return site.read(lambda session: session.scalar(select(func.max(SignIn.created_at))))


def test_what_is_read_at_one_moment_is_as_it_was_when_it_began_until_one_writes_oneself(site: Site) -> None:
    with site.office.at_one_moment():
        before = opened(site)
        together(lambda: sign_in(site))
        assert opened(site) == before
        sign_in(site)
        assert opened(site) == site.clock() != before


def test_threads_have_moments_of_their_own(site: Site) -> None:
    with site.office.at_one_moment():
        before = opened(site)
        together(lambda: sign_in(site))
        assert together(lambda: opened(site)) == [site.clock()] != [before]


def test_what_is_kept_for_everybody_is_never_of_an_older_moment(site: Site) -> None:
    with site.office.at_one_moment():
        opened(site)
        together(lambda: site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan")))
        assert site.scene().published.version == 2


def test_a_moment_is_over_when_something_fails_in_it(site: Site) -> None:
    before = opened(site)
    with pytest.raises(ZeroDivisionError), site.office.at_one_moment():
        site.read(lambda session: 1 // 0)
    # elsewhere, since whoever writes ends a moment
    together(lambda: sign_in(site))
    assert opened(site) != before


def sign_in(site: Site) -> None:
    """Something that is written."""
    site.write(lambda session: open_session(session, site.org, site.office.sealer, site.people["ada"], site.clock()))


def test_a_database_that_does_not_answer_can_be_asked_later(site: Site) -> None:
    def broken(session: Session) -> None:
        raise OperationalError("SELECT secret", {}, Exception("gone"))

    for ask in (site.office.read, site.office.write):
        with pytest.raises(Unavailable) as caught:
            ask("acme", broken)
        assert "secret" not in str(caught.value)


def test_what_is_wrong_in_a_verb_is_not_taken_for_a_database_that_is_away(site: Site) -> None:
    with pytest.raises(ZeroDivisionError):
        site.office.write("acme", lambda session: 1 // 0)


def test_a_closed_database_can_be_asked_later(database_url: str) -> None:
    database = Database.open(database_url, journal_key=KEYRING.journal_key)
    site = Site.over(database, ORGANISATION, [FAULTS])
    known = site.office.organisation("acme")
    database.close()
    with pytest.raises(Unavailable):
        site.office.read("acme", lambda session: session.execute(text("SELECT 1")))
    assert site.office.organisation("acme") == known


def test_what_was_known_is_used_while_the_database_is_away(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    database = Database.open(database_url, journal_key=KEYRING.journal_key)
    site = Site.over(database, ORGANISATION, [FAULTS])
    known, current = site.office.organisation("acme"), site.office.current("acme")
    database.close()
    now[0] += 3600
    assert site.office.organisation("acme") == known
    assert site.office.current("acme") == current
    site.office.forget()
    with pytest.raises(Unavailable):
        site.office.organisation("acme")
    with pytest.raises(Unavailable):
        site.office.current("acme")
