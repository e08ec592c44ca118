"""Expressions are read as XPath reads them, and what is not one is refused at the place where reading stops."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from engine.exchange.xlsform.xpath import Answer, Call, Column, Here, Literal, NotExpression, Pair, joined, parse, spelt


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("${a} = 'x'", Pair("=", Answer("a"), Literal("x"))),
        ("${ a }>=1.5", Pair(">=", Answer("a"), Literal(1.5))),
        (". < -3", Pair("<", Here(), Literal(-3))),
        ('selected(., "b")', Call("selected", (Here(), Literal("b")))),
        ("true()", Call("true", ())),
        ("region = ${a}", Pair("=", Column("region"), Answer("a"))),
        ("jr:choice-name(${a}, 'a')", Call("jr:choice-name", (Answer("a"), Literal("a")))),
        ("${a}-1", Pair("-", Answer("a"), Literal(1))),
        ("-${a}", Pair("-", Literal(0), Answer("a"))),
        ("../grupp/a", Answer("a")),
        ("/data/a", Answer("a")),
        ("current()/../a", Answer("a")),
        ("FALSE", Call("false", ())),
        ("yes", Call("true", ())),
        ("${a} = ’x’", Pair("=", Answer("a"), Literal("x"))),
    ],
)
def test_an_expression_is_read(text: str, found: object) -> None:
    assert parse(text) == found


def test_and_binds_tighter_than_or_and_brackets_tightest() -> None:
    a, b, c = (Answer(name) for name in "abc")
    assert parse("${a} or ${b} and ${c}") == Pair("or", a, Pair("and", b, c))
    assert parse("(${a} or ${b}) and ${c}") == Pair("and", Pair("or", a, b), c)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("${a} = ", "…"),
        ("${a} = 'x", "'x"),
        ("a[1]", "[1]"),
        ("${a} ${b}", "b"),
        ("selected(.", ")"),
        ("(" * 60, "((("),
        ("1" + "+1" * 500, "+"),
        ("1" * 6000, "1" * 60 + " …"),
        ("", "…"),
    ],
)
def test_what_is_no_expression_is_refused_where_reading_stops(text: str, part: str) -> None:
    with pytest.raises(NotExpression) as told:
        parse(text)
    assert str(told.value) == part


def test_an_expression_is_spelt_with_the_brackets_that_it_needs() -> None:
    for text in ("int((today() - ${a}) div 365.25)", "(${a} or ${b}) and not(.)", "-3 < ${a}"):
        assert spelt(parse(text)) == text


def test_what_a_sign_joins_comes_in_order() -> None:
    assert [spelt(part) for part in joined(parse("${a} and (${b} and ${c}) and ${d} = 1"), "and")] == ["${a}", "${b}", "${c}", "${d} = 1"]


@given(
    some.one_of(
        some.text(max_size=60),
        some.lists(some.sampled_from("${a} . ( ) , 'x' and or not( = < - 1 div .5 b".split()), max_size=30).map(" ".join),
    )
)
def test_any_text_is_an_expression_or_refused(text: str) -> None:
    with suppress(NotExpression):
        assert spelt(parse(text))
