"""JSON of others is read strictly, within bounds."""

import pytest

from engine.exchange import NotReadable
from engine.exchange.json_values import DEEPEST, LARGEST, json_object, object_of, pointer


@pytest.mark.parametrize("raw", [b"[1]", b"{", b"\xff", b'{"a": 1, "a": 2}', b'{"a": NaN}', b'{"a": 1e999}', b"[" * 100_000, b"1" * 5000])
def test_what_is_no_object_of_json_is_none(raw: bytes) -> None:
    assert json_object(raw) is None


def test_a_byte_order_mark_does_no_harm() -> None:
    assert object_of(b'\xef\xbb\xbf{"a": 1.5}') == {"a": 1.5}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"[]", "not-json"),
        (b'{"a": ' + b"[" * DEEPEST + b"]" * DEEPEST + b"}", "too-deep"),
        (b'{"a": "' + b"x" * LARGEST + b'"}', "too-large"),
    ],
)
def test_what_is_refused_says_why(raw: bytes, code: str) -> None:
    with pytest.raises(NotReadable) as raised:
        object_of(raw)
    assert [remark.code for remark in raised.value.remarks] == [code]


def test_a_pointer_escapes_what_it_is_made_of() -> None:
    assert pointer("a/b", 0, "c~d") == "/a~1b/0/c~0d"
