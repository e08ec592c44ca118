"""A visit to a dialogue: opened by its code in its organisation, over after a while, and forgotten."""

from datetime import timedelta

from engine.actions.visit_dialogue import IDLE, LONGEST, forget_old, keep_alive, leave, open_visit, visited
from engine.store import tables
from engine.worker import Worker
from tests.site import Site

TOKEN = b"t" * 32


def opened(site: Site) -> str:
    """The token of a visit."""
    site.report(token=TOKEN)
    found = site.write(lambda session: open_visit(session, site.org, site.office.sealer, site.code(TOKEN), site.clock()))
    assert found is not None
    return found


def is_open(site: Site, token: str) -> bool:
    """True as long as the visit goes on."""
    return site.read(lambda session: visited(session, site.org, site.office.sealer, token, site.clock())) is not None


def test_a_code_opens_nothing_but_its_own_report(site: Site) -> None:
    token = opened(site)
    found = site.read(lambda session: visited(session, site.org, site.office.sealer, token, site.clock()))
    assert found is not None
    assert [row.submission for row in site.all(tables.Dialogue)] == [found.submission]
    assert site.write(lambda session: open_visit(session, site.org, site.office.sealer, "0" * 16, site.clock())) is None


def test_the_token_is_stored_as_a_keyed_hash(site: Site) -> None:
    token = opened(site)
    assert [row.id for row in site.all(tables.DialogueVisit)] == [site.office.sealer.token_id(token)]


def test_a_visit_is_over_when_it_has_been_idle_or_is_too_old(site: Site) -> None:
    token = opened(site)
    site.clock.now += IDLE - timedelta(seconds=1)
    assert is_open(site, token)
    site.clock.now += timedelta(seconds=1)
    assert not is_open(site, token)


def test_a_visit_is_over_in_the_end_however_much_it_is_used(site: Site) -> None:
    token, began = opened(site), site.clock.now
    while site.clock.now < began + LONGEST - timedelta(minutes=20):
        site.clock.now += timedelta(minutes=20)
        assert is_open(site, token)
        site.write(lambda session: keep_alive(session, site.org, site.office.sealer, token, site.clock()))
    site.clock.now = began + LONGEST
    assert not is_open(site, token)


def test_leaving_ends_it(site: Site) -> None:
    token = opened(site)
    site.write(lambda session: leave(session, site.org, site.office.sealer, token))
    assert not is_open(site, token)


def test_what_is_over_is_deleted_by_the_worker(site: Site) -> None:
    opened(site)
    site.write(lambda session: forget_old(session, site.org, site.clock()))
    assert len(site.all(tables.DialogueVisit)) == 1
    site.clock.now += LONGEST
    Worker(site.office, None).once()
    assert site.all(tables.DialogueVisit) == []
