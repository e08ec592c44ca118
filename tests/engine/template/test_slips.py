"""The usual slips of the hand are explained in words, with the quoted form as a proposal."""

import pytest

from engine.errors import Fault, InvalidTemplate
from engine.template import source
from engine.wording import fault_in_words


def slip(text: str) -> Fault:
    """The fault of a text with one slip."""
    with pytest.raises(InvalidTemplate) as caught:
        source.read(text)
    (found,) = caught.value.faults
    return found


def told(text: str) -> tuple[str, int, int, str | None]:
    """Code, line, column and proposal."""
    found = slip(text)
    return found.code, found.mark.line, found.mark.column, found.guess


def test_a_colon_in_a_text() -> None:
    assert told("x: 1\nlabel: Obs: viktigt") == ("colon", 2, 11, 'label: "Obs: viktigt"')


def test_a_colon_in_a_text_within_braces() -> None:
    assert told("a: {label: Kl: tio, b: c}") == ("braces", 1, 14, 'a: {label: "Kl: tio", b: c}')


def test_a_question_with_a_colon_within_braces() -> None:
    assert told("a: {b: x, label: Klockan: tio?}")[3] == 'a: {b: x, label: "Klockan: tio?"}'


def test_a_question_mark_within_braces_is_a_text() -> None:
    assert source.read("a: {label: Vad hände?, b: c}").value == {"a": {"label": "Vad hände?", "b": "c"}}


@pytest.mark.parametrize("line", ["\tb: 1", "  \tb: 1"])
def test_a_tab_in_the_indent(line: str) -> None:
    assert slip(f"a:\n{line}").code == "tab"


@pytest.mark.parametrize(
    ("text", "guess"), [("@namn", '"@namn"'), ("`kod`", '"`kod`"'), ("%d st", '"%d st"'), ("- ett", '"- ett"'), ("? va", '"? va"')]
)
def test_a_text_that_begins_with_a_character_of_yaml(text: str, guess: str) -> None:
    assert told(f"label: {text}") == ("needs-quotes", 1, 8, f"label: {guess}")


@pytest.mark.parametrize("text", ["a: [@x, y]", "a: {b: @x}", "a: {b: @x, c: d}"])
def test_an_at_sign_within_a_list(text: str) -> None:
    assert told(text)[0::3] == ("needs-quotes", '"@x"')


@pytest.mark.parametrize("text", ["*viktigt*", "*viktigt* på fredag", "*obs läs", "**obs**"])
def test_a_star_is_no_emphasis(text: str) -> None:
    assert told(f"x: 1\nlabel: {text}") == ("needs-quotes", 2, 8, f'label: "{text}"')


def test_an_at_sign_in_an_item() -> None:
    assert told("a:\n  - @x")[0::3] == ("needs-quotes", '- "@x"')


def test_a_hash_that_takes_the_whole_text() -> None:
    assert told("label: #skola") == ("needs-quotes", 1, 7, '"#skola"')


def test_a_hash_that_takes_the_rest_of_the_text() -> None:
    assert told("label: Kanal #allmänt") == ("needs-quotes", 1, 8, '"Kanal #allmänt"')


@pytest.mark.parametrize(
    "text", ["a: b # a remark", "a: 200   # characters", "a: 5 #five", "a: # a remark\n  b: c", 'a: "b" #c', "a: |\n  x #y"]
)
def test_a_comment_is_no_slip(text: str) -> None:
    assert source.read(text).value


@pytest.mark.parametrize("text", ['x: 1\na: "b\nc: d', "x: 1\na: 'b", "x: 1\na: [b, c\nd: e", "x: 1\na: {b: c"])
def test_what_is_never_closed_is_told_where_it_opens(text: str) -> None:
    assert told(text)[:3] == ("unclosed", 2, 4)


def test_a_key_without_its_colon_is_told_where_it_stands() -> None:
    assert told("a: b\nc\n")[:3] == ("yaml", 2, 1)


def test_a_proposal_escapes_what_is_quoted() -> None:
    assert slip('label: @"x"\\').guess == 'label: "@\\"x\\"\\\\"'


def test_a_proposal_is_yaml_that_reads() -> None:
    guess = slip("label: Obs: viktigt").guess
    assert source.read(guess or "").value == {"label": "Obs: viktigt"}


def test_a_slip_is_told_in_words_with_the_proposal() -> None:
    assert fault_in_words(slip("label: @namn")) == 'En text som börjar med @ behöver stå inom citattecken. Skriv så här: label: "@namn"'


def codes(text: str) -> list[tuple[str, int]]:
    """Code and line of every fault of a text."""
    with pytest.raises(InvalidTemplate) as caught:
        source.read(text)
    return [(found.code, found.mark.line) for found in caught.value.faults]


def test_a_line_whose_slip_is_plain_hides_none_of_the_others() -> None:
    text = "a: @b\nc: Obs: d\ne: {f: g: h}\ni: [@j, k]\nl: 1\nl: 2\n"
    assert codes(text) == [("needs-quotes", 1), ("colon", 2), ("braces", 3), ("needs-quotes", 4), ("duplicate-key", 6)]


def test_a_slip_that_could_mean_several_things_ends_the_reading() -> None:
    assert codes('a: @b\nc: "d\ne: @f\n') == [("needs-quotes", 1), ("unclosed", 2)]


def test_slips_stand_beside_what_is_not_to_be_built() -> None:
    assert codes("a: @b\nc: &d e\n") == [("needs-quotes", 1), ("alias", 2)]


def test_a_very_long_line_is_not_written_otherwise() -> None:
    assert codes(f"a: @{'b' * 3_000}\n") == [("yaml", 1)]
    assert codes(f"a: {{b: {'c' * 3_000}\n") == [("unclosed", 1)]


def test_a_large_text_is_not_read_over_and_over() -> None:
    assert len(codes("a: @b\n" * 20_000)) < 5


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85"])
def test_lines_may_end_in_any_way(end: str) -> None:
    assert codes(f"a: @b{end}c: @d{end}") == [("needs-quotes", 1), ("needs-quotes", 2)]
