"""What a document's text may say: places, choices and repetitions over names that there are, and nothing that acts."""

import pytest

from engine.documents import Known, slips

NAMES = {
    "plats": Known(options=("hall", "ute")),
    "case": Known({"number": Known()}),
    "utsatta": Known(rows={"namn": Known()}),
}


def codes(text: str) -> list[tuple[str, int]]:
    """Code and line of everything wrong."""
    return [(slip.code, slip.line) for slip in slips(text, NAMES)]


def test_what_is_listed_passes() -> None:
    text = """{{ plats }} {{ case.number }} {# a note #}
{% if plats is chosen("hall") and not case.number or utsatta | length > 1 %}x{% elif plats == "Ute" %}y{% else %}z{% endif %}
{% for en in utsatta %}{{ en.namn }}{% else %}ingen{% endfor %}"""
    assert codes(text) == []


def test_an_unknown_name_is_told_with_its_line_and_what_was_meant() -> None:
    found = slips("Ärendet\n{{ case.numer }}", NAMES)
    assert [(slip.code, slip.line, slip.guess) for slip in found] == [("document-unknown-name", 2, "case.number")]


def test_a_row_is_known_inside_its_repetition_alone() -> None:
    assert codes("{% for en in utsatta %}{{ en.alder }}{% endfor %}{{ en.namn }}") == [("document-unknown-name", 1)] * 2


def test_what_has_no_rows_is_not_gone_through() -> None:
    assert codes("{% for en in plats %}{{ en }}{% endfor %}") == [("document-not-rows", 1)]


def test_an_option_that_is_not_there_is_told_with_the_one_that_was_meant() -> None:
    found = slips('{% if plats is chosen("hal") %}x{% endif %}', NAMES)
    assert [(slip.code, slip.guess) for slip in found] == [("document-unknown-option", "hall")]


@pytest.mark.parametrize(
    "text",
    [
        "{{ plats() }}",
        "{{ plats['hall'] }}",
        "{{ plats ~ plats }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 'x' * 999999999 }}",
        "{% set a = 1 %}",
        "{% include 'a' %}",
        "{% import 'a' as b %}",
        "{% extends 'a' %}",
        "{% macro a() %}{% endmacro %}",
        "{% for a, b in utsatta %}{% endfor %}",
        "{% for a in utsatta if a.namn %}{% endfor %}",
        "{{ utsatta | map('x') }}",
        "{{ plats is defined }}",
        "{{ range(9) }}",
        "{{ [plats] }}",
        "{{ 'x' }}",
        "{% if plats in utsatta %}x{% endif %}",
        r"{{ '\ud800' }}",
        "{{ plats if plats else plats }}",
        "{{ (plats).x() }}",
    ],
)
def test_all_else_of_jinja_is_refused(text: str) -> None:
    assert "document-not-allowed" in [code for code, _ in codes(text)]


@pytest.mark.parametrize("text", ["{{ plats.__class__ }}", "{{ self }}", "{{ loop.index }}", "{{ cycler }}", "{{ case.number.real }}"])
def test_nothing_can_be_reached_but_what_is_named(text: str) -> None:
    assert codes(text) == [("document-unknown-name", 1)]


@pytest.mark.parametrize(
    "text", ["{% for", "{{ plats", "{% endif %}", "\n{{ " + "(" * 5000, "{{ " + "not " * 5000 + "plats }}", "{{ " + "9" * 5000 + " }}"]
)
def test_what_can_not_be_read_is_one_fault(text: str) -> None:
    assert [code for code, _ in codes(text)] == ["document-syntax"]
