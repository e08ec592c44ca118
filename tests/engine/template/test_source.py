"""YAML without surprises: core types only, nothing that can blow up, and every value with its place."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import Fault, InvalidTemplate, Mark
from engine.template import source


def fault(text: str | bytes) -> Fault:
    """The only fault of a text."""
    with pytest.raises(InvalidTemplate) as caught:
        source.read(text)
    (found,) = caught.value.faults
    return found


def code(text: str | bytes) -> str:
    """The only fault's code."""
    return fault(text).code


def value(text: str) -> object:
    """The value of `a`."""
    return source.read(f"a: {text}").value["a"]


@pytest.mark.parametrize(
    "text", ["no", "NO", "No", "yes", "on", "off", "y", "1:30", "2020-01-01", "0123", "0x1f", "1e3", ".5", "1_000", "=", ".inf"]
)
def test_what_older_yaml_takes_for_something_else_stays_text(text: str) -> None:
    assert value(text) == text


@pytest.mark.parametrize(
    ("text", "expected"), [("12", 12), ("-3", -3), ("+3", 3), ("0", 0), ("1.5", 1.5), ("true", True), ("False", False)]
)
def test_plain_numbers_and_truths_are_values(text: str, expected: object) -> None:
    assert value(text) == expected
    assert type(value(text)) is type(expected)


@pytest.mark.parametrize("text", ["null", "~", ""])
def test_nothing_is_none(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize("text", ['"12"', "'true'", '"no"', '"~"'])
def test_what_is_quoted_is_text(text: str) -> None:
    assert value(text) == text[1:-1]


def test_a_number_too_long_to_be_meant_stays_text() -> None:
    assert value("9" * 17) == "9" * 17


def test_texts_may_use_block_style() -> None:
    assert value("|\n  Ett: två # tre\n  fyra?") == "Ett: två # tre\nfyra?"
    assert value(">-\n  Ett\n  två") == "Ett två"


def test_a_key_twice_is_a_fault_at_the_second() -> None:
    assert fault("a: 1\nb: 2\na: 3") == Fault("duplicate-key", Mark(3, 1), {"key": "a"})


@pytest.mark.parametrize("key", ["4", "true", "~", "1.5", "[a]", '"a\\nb"'])
def test_a_key_must_be_text(key: str) -> None:
    assert code(f"? {key}\n: b") == "key-not-text"


def test_a_key_that_looks_like_a_number_is_proposed_in_quotes() -> None:
    assert fault("4: Year 4").guess == '"4"'


@pytest.mark.parametrize("text", ["a: &x 1\nb: 2", "a: *x"])
def test_anchors_and_aliases_are_refused(text: str) -> None:
    assert code(text) == "alias"


def test_anchors_aliases_and_tags_are_told_all_at_once() -> None:
    with pytest.raises(InvalidTemplate) as caught:
        source.read("a: &x [1]\nb: *x\nc: !y 1")
    assert [(found.code, found.mark.line) for found in caught.value.faults] == [("alias", 1), ("alias", 2), ("tag", 3)]


@pytest.mark.parametrize("text", ["a: !x 1", "a: !!python/object/apply:os.system [x]", "a: !!str 4", "a: ! x", "!!map {a: 1}"])
def test_tags_are_refused(text: str) -> None:
    assert code(text) == "tag"


def test_a_merge_key_merges_nothing() -> None:
    assert source.read("a:\n  <<: {b: 1}").value == {"a": {"<<": {"b": 1}}}


@pytest.mark.parametrize("text", ["", "null", "[]", "just text", "- a", "# only a comment"])
def test_a_text_that_is_no_mapping_is_refused(text: str) -> None:
    assert code(text) == "not-a-mapping"


def test_a_second_document_is_refused() -> None:
    assert code("a: 1\n---\nb: 2") == "several-documents"


@pytest.mark.parametrize("raw", [b"\xff\xfea\x00:\x00 \x001\x00", b"a: \xe5", "a: \ud800"])
def test_what_is_not_utf8_is_refused(raw: str | bytes) -> None:
    assert code(raw) == "not-text"


def test_a_byte_order_mark_is_no_fault() -> None:
    assert source.read(b"\xef\xbb\xbfa: 1").value == {"a": 1}


@pytest.mark.parametrize("text", ["x: 1\na: b\0", "x: 1\nå: \x07", 'x: 1\na: "\\0"', 'x: 1\na: "\\x1b[2J"'])
def test_a_character_that_can_not_be_seen_is_refused_where_it_is(text: str) -> None:
    found = fault(text)
    assert (found.code, found.mark.line) == ("bad-character", 2)


def test_every_value_and_key_knows_its_place() -> None:
    read = source.read("a:\n  b: [1, {c: x}]")
    assert read.mark(("a", "b", 1, "c")) == Mark(2, 14)
    assert read.key_mark(("a", "b", 1, "c")) == Mark(2, 11)
    assert read.mark(("a", "b", 7)) == Mark(2, 6)


def test_several_faults_are_told_at_once() -> None:
    with pytest.raises(InvalidTemplate) as caught:
        source.read("a: 1\na: 2\n3: x\nb: #x")
    assert [found.code for found in caught.value.faults] == ["duplicate-key", "key-not-text", "needs-quotes"]


BOMBS = {
    "deep brackets": "a: " + "[" * 1000,
    "deep braces": "{a: " * 1000,
    "deep blocks": "".join(f"{' ' * depth}a:\n" for depth in range(600)),
    "deep items": "- " * 400_000,
    "deep keys": "? " * 400_000,
    "many items": "a: [" + "x," * 400_000 + "]",
    "many keys": "{" + "a," * 400_000,
    "many documents": "---\n" * 240_000,
    "aliases": "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]",
    "big": "a: " + "x" * 1200_000,
    "colons": "a" + ": " * 480_000,
    "quotes": "a: " + '"' * 1_000_000,
    "open text": 'a: "' + "\n" * 1_000_000,
    "tags": "a: " + "!" * 1_000_000,
    "percent": "%" * 1_000_000,
    "anchors": "&" * 1_000_000,
    "flow keys": "[" + "a: " * 320_000,
    "a long name in braces": "a: {" + "b" * 1_000_000,
    "long names in braces": "a: {" + ("b" * 40_000 + ": ") * 20,
    "tabs": "a:\n" + "\t" * 1_000_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_time(name: str) -> None:
    begun = time.process_time()
    with pytest.raises(InvalidTemplate):
        source.read(BOMBS[name])
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("text", "code_"),
    [("a: " + "[" * 32 + "]" * 32, "too-deep"), ("a: [" + "x," * 60_000 + "]", "too-many"), ("a: " + "x" * 2**20, "too-big")],
)
def test_the_limits_have_codes_of_their_own(text: str, code_: str) -> None:
    assert code(text) == code_


def test_up_to_the_limits_a_text_is_read() -> None:
    assert source.read("a: " + "[" * 31 + "]" * 31).value
    assert source.read("a: [" + "x," * 59_000 + "]").value


def outcome(text: str | bytes) -> source.Source | tuple[Fault, ...]:
    """What reading gives, or the faults."""
    try:
        return source.read(text)
    except InvalidTemplate as error:
        return error.faults


@given(st.text() | st.binary())
def test_any_text_is_read_or_refused(text: str | bytes) -> None:
    assert outcome(text)


@given(st.text(st.sampled_from("ab:-?#@&*!|>'\"{}[], \n\t~1"), max_size=60))
def test_anything_that_resembles_yaml_is_read_or_refused_at_a_place(text: str) -> None:
    found = outcome(text)
    assert isinstance(found, source.Source) or all(fault.mark.line >= 1 and fault.mark.column >= 1 for fault in found)


SCHEMA = '{"form": {"schema": {"a": %s}}, "b": 1}'


def in_schema(text: str) -> object:
    """The value of `a` in a schema."""
    return source.read(SCHEMA % text).value["form"]["schema"]["a"]


@pytest.mark.parametrize(
    ("text", "expected"), [("1e3", 1000.0), ("1E-7", 1e-7), ("-9223372036854775808", -(2**63)), ("01", "01"), ("1e999", "1e999")]
)
def test_in_a_schema_every_number_of_json_is_one(text: str, expected: object) -> None:
    assert in_schema(text) == expected


def test_in_a_schema_any_character_may_stand() -> None:
    assert in_schema('{"x\\u0001\\ny": "\\u0000"}') == {"x\x01\ny": "\x00"}


@pytest.mark.parametrize(
    ("text", "expected"), [(r'"\ud83d\ude00"', "😀"), (r'"\\\uD83D\uDE00"', "\\😀"), (r'"\\ud83d\\ude00"', r"\ud83d\ude00")]
)
def test_a_character_that_json_escapes_in_two_halves_is_one(text: str, expected: str) -> None:
    assert in_schema(text) == expected
