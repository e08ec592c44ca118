"""The rules of a report as JSON: keys that stay, numbers as numbers, and null with a reason where a number is not told."""

import json

from engine.statistics.json_file import plain, write_json
from engine.statistics.shown import Shown
from tests.engine.statistics.test_sheet import sheet
from tests.engine.statistics.test_shown import rooms, shown

KEYS = [
    *("template", "report", "period", "language", "taken", "title", "form", "selection", "number", "note", "hidden", "caption"),
    *("corner", "columns", "rows", "total", "definitions", "masked"),
]


def test_the_keys_are_always_the_same() -> None:
    for made in (shown("rooms", *rooms(9, 6)), shown("rooms_kinds"), shown("weeks"), shown("rooms", *rooms(3), full=False)):
        assert list(plain(sheet(made))) == KEYS


def test_rows_and_columns_are_told_apart_by_keys_that_no_language_changes() -> None:
    swedish, english = (plain(sheet(shown("rooms", *rooms(9, 6)), language)) for language in ("sv", "en"))
    for name in ("columns", "rows"):
        assert [(one.get("kind"), one["key"]) for one in swedish[name]] == [(one.get("kind"), one["key"]) for one in english[name]]
    assert swedish["columns"][1] == {"kind": "share", "key": "", "label": "Andel"}
    assert swedish["rows"][1] == {"key": "bath", "label": "Badrum", "cells": [{"value": 9}, {"value": 60}]}


def test_a_number_that_is_not_told_is_null_with_the_code_of_its_reason() -> None:
    made = plain(sheet(Shown(shown("rooms").words, None)))
    assert made["total"]["cells"] == [{"value": None, "masked": "small"}]
    assert [one["code"] for one in made["masked"]] == ["small"]


def test_the_time_of_the_data_has_its_zone() -> None:
    assert plain(sheet(shown("rooms")))["taken"] == "2026-11-22T09:42:00+00:00"


def test_a_text_is_written_as_it_is() -> None:
    made = write_json(sheet(shown("rooms", *rooms(9))))
    assert "Kök".encode() in made
    assert json.loads(made)["title"] == "Var är felen?"
