"""A text is filled in from plain values: nothing in a value is taken for a mark, and no text runs away."""

import pytest

from engine.documents import TooLong, fill

PLACE = {"words": "Hall", "value": "hall"}


def test_the_text_is_markdown_under_the_title_of_the_document() -> None:
    html = fill("# Skäl\n\nEn *tydlig* text.\n\n- ett\n- två\n\n---\n", {})
    assert "<h2>Skäl</h2>" in html
    assert "<p>En <em>tydlig</em> text.</p>" in html
    assert "<li>två</li>" in html
    assert "<hr" in html


def test_html_of_the_author_is_text() -> None:
    assert "&lt;script&gt;" in fill("<script>alert(1)</script>", {})


@pytest.mark.parametrize("value", ["<b>x</b>", "*x*", "# x", "[x](https://example.org)", "| x |", "{{ case.number }}", "\ue0000\ue001"])
def test_a_value_stands_as_it_was_written(value: str) -> None:
    html = fill("Han sade {{ sagt }}.", {"sagt": value})
    escaped = value.replace("<", "&lt;").replace(">", "&gt;")
    assert html == f"<p>Han sade {escaped}.</p>\n"


def test_lines_of_a_value_stay_lines() -> None:
    assert "ett<br>två" in fill("{{ sagt }}", {"sagt": "ett\ntvå"})


def test_rows_make_a_table_whose_header_cells_say_what_they_are_for() -> None:
    html = fill("| Namn |\n|:--|\n{% for en in alla %}\n| {{ en.namn }} |\n{% endfor %}", {"alla": [{"namn": "Kim|Lo"}, {"namn": "Bo"}]})
    assert '<th scope="col">Namn</th>' in html
    assert "<td>Kim|Lo</td>" in html
    assert html.count("<tr>") == 3


def test_what_has_no_answer_is_empty_and_false() -> None:
    assert fill("{% if a %}ja{% else %}nej{% endif %}{{ a }}{{ b.c }}{{ d | length }}", {"a": None}).strip() == "<p>nej0</p>"


def test_a_choice_is_asked_for_by_its_key_whatever_it_is_called() -> None:
    several = {"words": "Hall, Ute", "value": ["hall", "ute"]}
    assert "ja" in fill('{% if a is chosen("hall") %}ja{% endif %}', {"a": PLACE})
    assert "ja" in fill('{% if a is chosen("ute") %}ja{% endif %}', {"a": several})
    assert "ja" not in fill('{% if a is chosen("ute") %}ja{% endif %}', {"a": PLACE})


def test_numbers_are_compared_as_numbers_and_all_else_by_its_words() -> None:
    assert "ja" in fill("{% if a | length > 9 %}ja{% endif %}", {"a": [{}] * 10})
    assert "ja" in fill('{% if a == "Hall" %}ja{% endif %}', {"a": PLACE})


def test_a_text_that_repeats_itself_without_end_is_given_up() -> None:
    rows = [{"namn": "Kim"}] * 50
    with pytest.raises(TooLong):
        fill("{% for a in alla %}" * 10 + "{{ a.namn }}" + "{% endfor %}" * 10, {"alla": rows})
    with pytest.raises(TooLong):
        fill("{% for a in alla %}{% for b in alla %}" + "x" * 1000 + "{% endfor %}{% endfor %}", {"alla": rows})
    with pytest.raises(TooLong):
        fill("{% for a in alla %}{% for b in alla %}{% endfor %}{% endfor %}", {"alla": rows * 3})
