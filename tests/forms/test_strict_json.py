"""JSON from outside is read strictly."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.decoder import VALUE, BadInput
from forms.strict_json import DEPTH, VALUES, decode_json


def test_plain_json_is_read() -> None:
    assert decode_json('{"a": [1, -2.5, "å", true, null]}'.encode()) == {"a": [1, -2.5, "å", True, None]}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'{"a": 1, "a": 2}', "repeated"),
        (b"NaN", "number"),
        (b"-Infinity", "number"),
        (b"1e999", "number"),
        (b"9223372036854775808", "number"),
        (b"1" * 5000, "number"),
        (b"[" * 100_000, "too-deep"),
        (b'{"a":' * 60_000, "too-deep"),
        (b"[" * (DEPTH + 2) + b"]" * (DEPTH + 2), "too-deep"),
        (b"[" + b"1," * VALUES + b"1]", "too-many-fields"),
        (b'"\\u0000"', "control-character"),
        (b'{"\\ud800": 1}', "control-character"),
        (b'"' + b"x" * (VALUE + 1) + b'"', "value-too-long"),
        (b" " * 1_048_577, "too-large"),
        ('"å"'.encode("utf-16"), "not-utf8"),
        ("\ufeff1".encode(), "malformed"),
        (b"'a'", "malformed"),
        (b"", "malformed"),
    ],
)
def test_doubtful_json_is_refused_by_its_fault(text: bytes, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        decode_json(text)
    assert caught.value.code == code


def read_or_refused(text: bytes) -> Any:
    try:
        return decode_json(text)
    except BadInput as refusal:
        return refusal.status


@settings(deadline=None, derandomize=True, database=None)
@given(st.binary(max_size=100) | st.text('[]{}",:0123456789.eE-+ntrue\\u"', max_size=60).map(str.encode))
def test_whatever_bytes_come_are_read_or_refused(text: bytes) -> None:
    assert read_or_refused(text) == read_or_refused(text)
