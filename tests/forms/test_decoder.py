"""Every request is read by one strict decoder: in words or not at all, and never a 500."""

from typing import Any

import pytest
from flask import Request
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from forms.csrf import FIELD
from forms.decoder import (
    BODY,
    BODY_WITH_FILES,
    FIELDS,
    FILES,
    NAME,
    PIECE,
    VALUE,
    BadInput,
    Posted,
    cookie,
    decode,
    decode_query,
    take_files,
)
from tests.forms.bones import bones, send, visitor

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
TEXT = st.characters(codec="utf-8", exclude_characters="\0")
quietly = settings(deadline=None, derandomize=True, database=None, max_examples=200)


def request(body: bytes = b"", content_type: str = FORM, **more: Any) -> Request:
    return Request(EnvironBuilder(method="POST", data=body, content_type=content_type, **more).get_environ())


def part(name: str, value: bytes, more: str = "") -> bytes:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + value + b"\r\n"


def printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())


def refused(body: bytes, content_type: str = FORM, **more: Any) -> str:
    with pytest.raises(BadInput) as caught:
        decode(request(body, content_type, **more))
    return caught.value.code


def test_fields_come_as_text_in_order() -> None:
    posted = decode(request(b"b=1&a=%C3%A5+och+%C3%B6&b=2"), repeats={"b"})
    assert dict(posted) == {"b": ["1", "2"], "a": ["å och ö"]}
    assert (posted.first("a"), posted.first("c", "-"), posted.getlist("c")) == ("å och ö", "-", [])


def test_multipart_without_files_reads_the_same() -> None:
    body = part("a", "å".encode()) + part("b", b"1") + part("b", b"") + b"--x--\r\n"
    assert dict(decode(request(body, MULTIPART), repeats={"b"})) == {"a": ["å"], "b": ["1", ""]}


def test_an_empty_post_has_no_fields() -> None:
    assert not decode(request(b"", ""))


def test_it_may_be_asked_twice() -> None:
    twice = request(b"a=1")
    assert decode(twice) == decode(twice)


def test_which_names_may_repeat_can_be_a_rule() -> None:
    assert decode(request(b"g.0=1&g.0=2"), repeats=lambda name: name.startswith("g.")).getlist("g.0") == ["1", "2"]


def test_line_breaks_become_plain_and_what_can_not_be_seen_is_left_out() -> None:
    assert decode(request(b"a=1%0D%0A2%0D3%0B4%02%7F5%09")).first("a") == "1\n2\n3\n45\t"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"a=1&a=2", "repeated"),
        (b"a=%00", "control-character"),
        (b"a=%ED%A0%80", "not-utf8"),
        (b"a=%FF", "not-utf8"),
        (b"a=\xff", "not-utf8"),
        (b"=1", "name"),
        (b"a%0Ab=1", "name"),
        (b"a" * (NAME + 1) + b"=1", "name"),
        (b"a=" + b"x" * (VALUE + 1), "value-too-long"),
        (b"a&" * FIELDS, "too-many-fields"),
        (b"a=" + b"x" * BODY, "too-large"),
    ],
)
def test_a_malformed_form_is_refused_by_its_fault(body: bytes, code: str) -> None:
    assert refused(body) == code


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (part("a", b"1"), "malformed"),
        (part("a", b"\xff") + b"--x--", "not-utf8"),
        (part("a", b"1", '; filename=""') + b"--x--", "file"),
        (part("a", b"1") + part("a", b"2") + b"--x--", "repeated"),
        (part("a", b"1") * (FIELDS + 1) + b"--x--", "too-many-fields"),
        (b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--", "name"),
        (b"--x\r\n\r\n1\r\n--x--", "malformed"),
        (b"--x\r\n\xff: 1\r\n\r\n1\r\n--x--", "not-utf8"),
        (b"\r\n", "malformed"),
    ],
)
def test_malformed_multipart_is_refused_by_its_fault(body: bytes, code: str) -> None:
    assert refused(body, MULTIPART) == code


def file_part(name: str, filename: str, content: bytes) -> bytes:
    return part(name, content, f'; filename="{filename}"\r\nContent-Type: text/html')


def with_files(body: bytes) -> Request:
    sent = request(body, MULTIPART)
    take_files(sent)
    return sent


def refused_files(body: bytes) -> str:
    with pytest.raises(BadInput) as caught:
        decode(with_files(body))
    return caught.value.code


def test_files_come_apart_from_the_fields_where_they_may() -> None:
    content = bytes(range(256)) * 2000 + b"\r\n--y\r\n"
    posted = decode(with_files(part("a", b"1") + file_part("f", "å.jpg", content) + file_part("f", "b", b"2") + b"--x--\r\n"))
    assert dict(posted) == {"a": ["1"]}
    assert [(file.input, file.name, file.content) for file in posted.files] == [("f", "å.jpg", content), ("f", "b", b"2")]


def test_an_input_in_which_no_file_was_chosen_is_as_not_there() -> None:
    posted = decode(with_files(file_part("f", "", b"") + file_part("g", "empty", b"") + b"--x--"))
    assert [file.input for file in posted.files] == ["g"]


@pytest.mark.parametrize(
    ("name", "seen"),
    [("../../etc/passwd", "../../etc/passwd"), ("a\0b\x07c", "abc"), ("a\u202egpj.exe", "agpj.exe"), ("x" * 300, "x" * NAME)],
)
def test_what_can_not_be_seen_of_a_files_name_is_left_out(name: str, seen: str) -> None:
    (file,) = decode(with_files(file_part("f", name, b"1") + b"--x--")).files
    assert file.name == seen


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (file_part("f", "a", b"1") * (FILES + 1) + b"--x--", "too-many-fields"),
        (part("a", b"1") * (FIELDS + 1) + b"--x--", "too-many-fields"),
        (file_part("f", "a", b"1")[:-20], "malformed"),
        (file_part("f" * (NAME + 1), "a", b"1") + b"--x--", "name"),
        (file_part("", "a", b"1") + b"--x--", "name"),
        (part("a", b"1") + part("a", b"1") + b"--x--", "repeated"),
        (b"--x\r\nContent-Disposition: form-data; name=a\r\nX: " + b"y" * 2 * PIECE + b"\r\n\r\n1\r\n--x--", "malformed"),
        (b"y" * 2 * PIECE + part("a", b"1") + b"--x--", "malformed"),
        (part("a", b"1") + b"--x--\r\n" + b"y" * 2 * PIECE, "malformed"),
        (part("a", b"x" * VALUE) * 5 + b"--x--", "too-large"),
        (file_part("f", "a", b"1" * BODY_WITH_FILES) + b"--x--", "files-too-large"),
    ],
)
def test_files_are_taken_by_rules_as_strict(body: bytes, code: str) -> None:
    assert refused_files(body) == code


def test_a_cut_off_file_is_refused_whole() -> None:
    whole = file_part("f", "a", b"1" * 1000) + b"--x--"
    for length in range(1, len(whole), 53):
        assert refused_files(whole[:length]) == "malformed"


@pytest.mark.parametrize(
    ("content_type", "code"),
    [
        ("application/json", "content-type"),
        ("text/plain", "content-type"),
        ("multipart/form-data", "malformed"),
        ("multipart/form-data; boundary=å", "malformed"),
        (f"{FORM}; charset=utf-16", "not-utf8"),
    ],
)
def test_only_a_form_is_taken(content_type: str, code: str) -> None:
    assert refused(b"a=1", content_type) == code


def test_a_packed_body_is_refused() -> None:
    assert refused(b"a=1", headers={"Content-Encoding": "gzip"}) == "content-type"


def test_a_body_that_was_cut_off_is_refused() -> None:
    cut = request(b"a=1", environ_overrides={"CONTENT_LENGTH": "9"})
    with pytest.raises(BadInput, match="cut-off"):
        decode(cut)


@pytest.mark.parametrize(("code", "status"), [("too-large", 413), ("value-too-long", 413), ("too-many-fields", 413), ("repeated", 400)])
def test_only_size_is_413(code: str, status: int) -> None:
    assert BadInput(code).status == status


def test_arguments_are_read_by_the_same_rules() -> None:
    assert decode_query(Request(EnvironBuilder(query_string="unit=%C3%A5&unit=2").get_environ()), {"unit"}).getlist("unit") == ["å", "2"]
    with pytest.raises(BadInput, match="repeated"):
        decode_query(Request(EnvironBuilder(query_string="unit=1&unit=2").get_environ()))


@pytest.mark.parametrize("address", ["/take?a=%00", "/take?a=%FF", "/take?" + "a" * 9000, "/nothing%00", "/breaks/%0A", "/take?%00=1"])
def test_a_hostile_address_is_answered_in_words(address: str) -> None:
    assert visitor(bones()).get(address).status_code == 400


@pytest.mark.parametrize("value", ['"a\\000b"', "å", "a b", "a" * 5000, ""])
def test_a_cookie_that_we_never_set_is_as_none(value: str) -> None:
    assert cookie(Request(EnvironBuilder(headers={"Cookie": f"c={value}"}).get_environ()), "c") is None


def read_or_refused(sent: Request) -> Posted | BadInput:
    try:
        return decode(sent, lambda name: True)
    except BadInput as refusal:
        return refusal


@quietly
@given(st.dictionaries(st.text("abcåäö.-0", min_size=1, max_size=20), st.text(TEXT, max_size=50), max_size=8))
def test_whatever_text_is_sent_keeps_what_can_be_seen(fields: dict[str, str]) -> None:
    read = decode(Request(EnvironBuilder(method="POST", data=fields).get_environ()))
    assert {name: printable(value) for name, value in fields.items()} == {name: printable(read.first(name)) for name in read}
    assert not any(ord(letter) < 32 and letter not in "\n\t" for name in read for letter in read.first(name))


@quietly
@given(st.binary(max_size=300), st.sampled_from([FORM, MULTIPART]))
def test_whatever_bytes_are_sent_are_read_or_refused(body: bytes, content_type: str) -> None:
    for sent in (body, b"--x\r\n" + body + b"\r\n--x--", part("a", body) + b"--x--"):
        read = read_or_refused(request(sent, content_type))
        assert read.status in (400, 413) if isinstance(read, BadInput) else all(read.values())


HOSTILE = [b"%00", b"%ED%A0%80", b"%FF", b"%C0%80", b"%F4%90%80%80", b"%", b"%zz", b"%u0000", b"&&&", b"=&=", b"[" * 9999, b"a=1;" * 999]


@pytest.mark.parametrize("body", HOSTILE)
@pytest.mark.parametrize("content_type", [FORM, f"{FORM}; charset=utf-7", "multipart/form-data; boundary=", MULTIPART, "a/b/c", "", ";"])
def test_nothing_hostile_is_a_server_error(body: bytes, content_type: str) -> None:
    client = visitor(bones())
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    answer = client.post("/take", data=FIELD.encode() + b"=1&a=" + body, content_type=content_type)
    assert answer.status_code in (400, 413)
    assert "errors." not in answer.get_data(as_text=True)


def test_what_is_too_large_is_said_in_words() -> None:
    answer = send(visitor(bones()), {"a": "x" * BODY})
    assert (answer.status_code, "korta texten" in answer.get_data(as_text=True)) == (413, True)
