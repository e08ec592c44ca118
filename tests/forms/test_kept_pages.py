"""Pages that are the same for everybody are drawn once, and each page asks the store as often whatever it holds."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from tests.forms.leaks import ADD, FIRST, LEAKS, at_check, at_first, at_receipt, at_seen, leaks
from tests.forms.visitor import Visitor, public_app, visitor
from tests.site import Site


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement that goes to the store meanwhile, but for those of transactions."""
    found: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET ", "SELECT pg_", "select pg_")):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def asked_by(someone: Visitor, path: str) -> int:
    """How many statements a page takes when what is kept is kept."""
    someone.open(path)
    with statements() as found:
        someone.open(path)
    return len(found)


def test_the_first_page_asks_the_store_nothing(site: Site) -> None:
    assert asked_by(leaks(site), "p/where?unit=north") == 0
    assert asked_by(leaks(site), "") == 0


def test_a_page_with_a_draft_asks_for_nothing_but_the_draft(site: Site) -> None:
    someone = at_check(site)
    assert max(asked_by(someone, path) for path in ("p/where", "p/seen", "check", "")) <= 1


def test_a_receipt_takes_as_many_statements_for_one_row_as_for_three(site: Site) -> None:
    few, many = at_receipt(site), at_seen(site)
    many.press(ADD)
    many.press(ADD)
    many.press("Fortsätt", {f"people.{row}.called": "Kim" for row in range(3)})
    many.press("Skicka anmälan")
    assert asked_by(few, "receipt") == asked_by(many, "receipt") <= 8


def test_each_visitor_gets_a_token_of_their_own(site: Site) -> None:
    app = public_app(site)
    site.publish(LEAKS)
    someone, other = Visitor(app, "acme", "leaks"), Visitor(app, "acme", "leaks")
    tokens = {one.open("p/where").value("csrf_token") for one in (someone, other)}
    assert len(tokens) == 2
    someone.press("Fortsätt", FIRST)
    other.press("Fortsätt", FIRST)
    assert someone.url == other.url == "/acme/leaks/p/seen"


def test_each_gets_their_own_even_when_the_clock_ticks_while_the_page_is_drawn(site: Site) -> None:
    site.publish(LEAKS)
    site.office.clock = lambda: site.clock.move(seconds=1)
    app = public_app(site)
    Visitor(app, "acme", "leaks").open("p/where")
    later = Visitor(app, "acme", "leaks")
    later.open("p/where")
    later.press("Fortsätt", FIRST)
    assert later.url == "/acme/leaks/p/seen"


def test_nothing_that_one_visitor_typed_reaches_the_next(site: Site) -> None:
    app = public_app(site)
    site.publish(LEAKS)
    someone, other = Visitor(app, "acme", "leaks"), Visitor(app, "acme", "leaks")
    someone.open("p/where")
    someone.press("Fortsätt", {"mail": "kim@acme.example"})
    assert other.open("p/where").value("mail") == ""


def test_a_new_day_a_new_unit_and_a_new_version_draw_the_page_anew(site: Site) -> None:
    someone = at_first(site)
    assert 'value="2026-09-07"' in someone.page.html
    site.clock.move(days=1)
    assert 'value="2026-09-08"' in someone.open("p/where").html
    site.change(("north: {name: North works", "north: {name: Northern works"))
    assert "Northern works" in someone.open("p/where").text
    site.publish(LEAKS.replace("Var läcker det?", "Var rinner det?"))
    assert "Var rinner det?" in someone.open("p/where").text


def test_the_banner_of_a_demonstration_is_never_an_old_one(site: Site) -> None:
    site.publish(LEAKS)
    someone = visitor(site, "leaks")
    for text in ("Klockan går", "Klockan står"):
        someone.client.application.config["BANNER"] = lambda text=text: {"tag": "Demo", "text": text, "links": []}
        assert text in someone.open("p/where").text
