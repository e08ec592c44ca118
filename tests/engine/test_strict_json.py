"""JSON is read strictly, wherever it comes from."""

import pytest

from engine.strict_json import read_json


def test_a_value_is_read_from_text_and_bytes() -> None:
    assert (
        read_json('{"a": [1, 1.5, "x", null, true]}') == read_json(b'{"a": [1, 1.5, "x", null, true]}') == {"a": [1, 1.5, "x", None, True]}
    )


@pytest.mark.parametrize(
    "text", ['{"a": 1, "a": 1}', '[{"b": {"c": 1, "c": 2}}]', "NaN", "[Infinity]", "-Infinity", "{", "", "{'a': 1}", "[" * 100_000]
)
def test_what_could_be_understood_in_two_ways_or_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_json(text)


def test_numbers_can_be_read_in_a_way_of_one_s_own() -> None:
    assert read_json("[1.5, 2]", parse_float=lambda digits: -float(digits)) == [-1.5, 2]
