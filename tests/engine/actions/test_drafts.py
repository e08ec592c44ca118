"""A visitor's draft: sealed by what only the browser has, gone after a day, and taken to another device by a code that works once."""

from datetime import timedelta

import pytest

from engine.actions.drafts import CODE_LENGTH, CODE_LIFE, LIFE, Draft, forget_old, make_code, mark_sent, new_token, read_draft, use_code
from engine.ids import CROCKFORD
from engine.store import tables
from tests.racing import together
from tests.site import Site

TOKEN = b"t" * 32


def read(site: Site, token: bytes = TOKEN) -> Draft | None:
    """The draft as it is now."""
    return site.read(lambda session: read_draft(session, site.org, site.office.sealer, token, site.clock()))


def code(site: Site, token: bytes = TOKEN) -> str | None:
    """A new code for another device."""
    return site.write(lambda session: make_code(session, site.org, site.office.sealer, token, site.clock()))


def use(site: Site, typed: str) -> tuple[bytes, str] | None:
    """What a code gives."""
    return site.write(lambda session: use_code(session, site.org, site.office.sealer, typed, site.clock()))


def send(site: Site, token: bytes = TOKEN) -> None:
    """The draft becomes a report."""
    report = site.report().submission
    site.write(lambda session: mark_sent(session, site.org, site.office.sealer, token, report))


def test_what_was_typed_is_there_page_by_page(site: Site) -> None:
    site.draft(TOKEN, "where", place="north")
    site.draft(TOKEN, "hurt", **{"hurt.0.name": "Kim"})
    site.draft(TOKEN, "where", place="south")
    found = read(site)
    assert found is not None
    assert found.sent() == {"place": ["south"], "hurt.0.name": ["Kim"]}


def test_a_token_is_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {32}


def test_another_token_opens_nothing(site: Site) -> None:
    site.draft(TOKEN, place="north")
    assert read(site, b"u" * 32) is None


def test_neither_the_token_nor_what_was_typed_lies_open_in_the_database(site: Site) -> None:
    site.draft(TOKEN, what="Kanariefågel")
    typed = code(site)
    (row,) = site.all(tables.Draft)
    stored = repr({column.name: getattr(row, column.name) for column in tables.Draft.__table__.columns})
    assert typed is not None
    for secret in ("anarief", repr(TOKEN)[2:-1], TOKEN.hex(), typed):
        assert secret not in stored


def test_a_draft_lives_for_a_day_from_its_last_change(site: Site) -> None:
    site.draft(TOKEN, place="north")
    site.clock.move(hours=23)
    site.draft(TOKEN, "hurt", name="Kim")
    site.clock.move(hours=23)
    assert read(site) is not None
    site.clock.move(hours=1)
    assert read(site) is None


def test_an_expired_draft_gives_nothing_to_what_is_typed_after_it(site: Site) -> None:
    site.draft(TOKEN, place="north")
    typed = code(site)
    send(site)
    site.clock.now += LIFE
    site.draft(TOKEN, "hurt", name="Lo")
    found = read(site)
    assert found is not None
    assert (found.submission, found.sent()) == (None, {"name": ["Lo"]})
    assert use(site, str(typed)) is None


def test_a_draft_stays_with_its_version(site: Site) -> None:
    site.draft(TOKEN, place="north")
    site.publish(site.scene().template.source.replace("Felanmälan", "Skadeanmälan"))
    assert site.draft(TOKEN, "hurt", name="Kim").version == 1


def test_a_draft_that_was_sent_keeps_only_what_it_became(site: Site) -> None:
    site.draft(TOKEN, what="Hemligt.")
    send(site)
    found = read(site)
    assert found is not None
    assert (found.submission, found.pages) == (site.all(tables.Submission)[0].id, {})
    assert site.all(tables.Draft)[0].sealed == b""


def test_a_draft_that_was_sent_is_not_changed_by_going_back(site: Site) -> None:
    site.draft(TOKEN, place="north")
    send(site)
    assert site.draft(TOKEN, "where", place="south").submission is not None
    assert site.all(tables.Draft)[0].sealed == b""


def test_two_pages_that_are_saved_at_once_are_both_kept(site: Site) -> None:
    site.draft(TOKEN, "first", name="a")
    pages = [f"page{number}" for number in range(10)]
    together(*[lambda page=page: site.draft(TOKEN, page, name=page) for page in pages])  # type: ignore[misc]
    found = read(site)
    assert found is not None
    assert set(found.pages) == {"first", *pages}


def test_two_first_pages_at_once_make_one_draft(site: Site) -> None:
    together(*[lambda page=page: site.draft(TOKEN, page, name=page) for page in "abcdef"])  # type: ignore[misc]
    assert len(site.all(tables.Draft)) == 1
    found = read(site)
    assert found is not None
    assert set(found.pages) == set("abcdef")


def test_a_code_gives_the_token_once(site: Site) -> None:
    site.draft(TOKEN, place="north")
    typed = code(site)
    assert typed is not None
    assert len(typed) == CODE_LENGTH
    assert set(typed) <= set(CROCKFORD)
    assert use(site, typed) == (TOKEN, "faults")
    assert use(site, typed) is None


def test_of_all_who_use_a_code_at_once_one_gets_the_draft(site: Site) -> None:
    site.draft(TOKEN, place="north")
    typed = str(code(site))
    found = together(*[lambda: use(site, typed)] * 10)
    assert [result for result in found if result is not None] == [(TOKEN, "faults")]


def test_a_code_works_for_half_an_hour(site: Site) -> None:
    site.draft(TOKEN, place="north")
    first = str(code(site))
    site.clock.now += CODE_LIFE
    assert use(site, first) is None
    second = str(code(site))
    site.clock.now += CODE_LIFE - timedelta(seconds=1)
    assert use(site, second) == (TOKEN, "faults")


def test_a_newer_code_takes_the_place_of_an_older_one(site: Site) -> None:
    site.draft(TOKEN, place="north")
    first, second = str(code(site)), str(code(site))
    assert use(site, first) is None
    assert use(site, second) is not None


@pytest.mark.parametrize("typed", ["", "0" * CODE_LENGTH, "å", "' or 1=1 --"])
def test_a_wrong_code_gives_nothing(site: Site, typed: str) -> None:
    site.draft(TOKEN, place="north")
    code(site)
    assert use(site, typed) is None


def test_there_is_no_code_for_a_draft_that_is_not_there_or_is_sent_or_is_old(site: Site) -> None:
    assert code(site) is None
    site.draft(TOKEN, place="north")
    send(site)
    assert code(site) is None
    site.draft(b"u" * 32, place="north")
    site.clock.now += LIFE
    assert code(site, b"u" * 32) is None


def test_a_code_is_gone_when_the_draft_is_sent(site: Site) -> None:
    site.draft(TOKEN, place="north")
    typed = str(code(site))
    send(site)
    assert use(site, typed) is None


def test_old_drafts_are_deleted_and_no_others(site: Site) -> None:
    site.draft(TOKEN, place="north")
    site.clock.move(hours=12)
    site.draft(b"u" * 32, place="south")
    site.clock.move(hours=12)
    assert site.write(lambda session: forget_old(session, site.org, site.clock())) == 1
    assert read(site, b"u" * 32) is not None


def test_a_draft_that_was_tampered_with_does_not_open(site: Site) -> None:
    site.draft(TOKEN, place="north")
    (row,) = site.all(tables.Draft)
    site.write(lambda session: session.get_one(tables.Draft, (site.org, row.id)).__setattr__("sealed", row.sealed[:-1] + b"\x00"))
    assert read(site) is None
