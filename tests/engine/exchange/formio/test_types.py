"""Each type of component becomes the question that asks for the same."""

from typing import Any

import pytest

from engine.template.schema import LONGEST_TEXT
from engine.texts.markdown import as_words
from tests.engine.exchange.formio.forms import carried, component, lost, question, questions

VALUES = [{"label": "Ja tack", "value": "ja"}, {"label": "Nej", "value": "nej"}]
REQUIRED = {"validate": {"required": True}}
OPTIONS = {"ja": "Ja tack", "nej": "Nej"}
FILE = {
    "storage": "url",
    "url": "/spara",
    "dir": "bilder",
    "options": '{"withCredentials": true}',
    "webcam": True,
    "fileTypes": [{"label": "", "value": ""}],
    "filePattern": "*",
    "fileMinSize": "0KB",
    "fileMaxSize": "1GB",
}
"""What Form.io's builder writes of a file, with the most that says where it is kept."""

BECOMES: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("textfield", {"validate": {"minLength": "2", "maxLength": 40}}, {"type": "text", "min_length": 2, "max_length": 40}),
    ("textfield", {"validate": {"maxLength": 3000}}, {"type": "long_text", "max_length": 3000}),
    ("textfield", {"widget": {"type": "calendar"}, "enableTime": False}, {"type": "date"}),
    ("textfield", {"validate": {"pattern": "^[0-9]{4}$"}}, {"type": "text", "max_length": 1000, "pattern": "[0-9]{4}"}),
    ("textfield", {"inputMask": "99-a"}, {"type": "text", "max_length": 1000, "pattern": "[0-9][0-9]\\-[A-Za-z]"}),
    ("textfield", {"defaultValue": "hej"}, {"type": "text", "max_length": 1000, "preset": "hej"}),
    ("textarea", {"rows": 4}, {"type": "long_text", "rows": 4, "max_length": 20000}),
    ("email", {}, {"type": "email"}),
    ("phoneNumber", {"inputMask": "(999) 999-9999"}, {"type": "phone"}),
    ("number", {"validate": {"min": 1, "max": "5", "integer": True}}, {"type": "number", "min": 1, "max": 5}),
    ("number", {"decimalLimit": 2, "suffix": "kg"}, {"type": "number", "decimals": 2, "unit": "kg"}),
    ("number", {"defaultValue": 3}, {"type": "number", "decimals": 6, "preset": 3}),
    ("currency", {"currency": "EUR", "validate": {"max": 12.5}}, {"type": "money", "max": 1250, "unit": "EUR"}),
    ("checkbox", {"defaultValue": True}, {"type": "yes_no", "preset": True}),
    ("radio", {"values": VALUES, "defaultValue": "nej"}, {"type": "choice", "options": OPTIONS, "preset": "nej"}),
    ("select", {"data": {"values": VALUES}}, {"type": "choice", "options": OPTIONS}),
    ("select", {"data": {"values": VALUES}, "multiple": True}, {"type": "choices", "options": OPTIONS}),
    ("select", {"dataSrc": "json", "data": {"json": '["x", "y"]'}}, {"type": "choice", "options": {"x": "x", "y": "y"}}),
    (
        "select",
        {"dataSrc": "json", "data": {"json": [{"n": "X", "v": 1}]}, "template": "<b>{{ item.n }}</b>", "valueProperty": "v"},
        {"type": "choice", "options": {"1": "X"}},
    ),
    (
        "selectboxes",
        {"values": VALUES, "defaultValue": {"ja": True, "nej": False}},
        {"type": "choices", "options": OPTIONS, "preset": "ja"},
    ),
    ("selectboxes", {"values": VALUES, "validate": {"maxSelectedCount": 1}}, {"type": "choices", "options": OPTIONS, "max": 1}),
    ("datetime", {"enableTime": False, "datePicker": {"minDate": "2020-01-01T12:00:00"}}, {"type": "date", "min": "2020-01-01"}),
    ("datetime", {"enableTime": False, "defaultDate": "moment()"}, {"type": "date", "preset": "today"}),
    ("datetime", {"enableDate": False}, {"type": "time"}),
    ("datetime", {"enableTime": False, "widget": {"mode": "range"}}, {"type": "date_range"}),
    ("day", {"maxYear": 2030}, {"type": "date", "max": "2030-12-31"}),
    ("time", {"defaultValue": "08:30:00"}, {"type": "time", "preset": "08:30"}),
    ("signature", {}, {"type": "signature"}),
    ("address", {"provider": "google"}, {"type": "address"}),
    ("tags", {}, {"type": "text", "max_length": 1000}),
    ("file", FILE, {"type": "file", "accept": ["image", "pdf", "document"], "max_files": 1}),
    ("file", {"filePattern": ".pdf, image/*", "multiple": True}, {"type": "file", "accept": ["image", "pdf"], "max_files": 10}),
    ("file", {"filePattern": "*.JPEG"}, {"type": "file", "accept": ["image"], "max_files": 1}),
    ("file", {"filePattern": "application/pdf,!*.exe"}, {"type": "file", "accept": ["pdf"], "max_files": 1}),
    ("simplefile", {"fileMaxSize": "5MB", "filePattern": ".docx"}, {"type": "file", "accept": ["document"], "max_files": 1, "max_size": 5}),
    ("simpleradios", {"values": VALUES}, {"type": "choice", "options": OPTIONS}),
    ("simpletextfieldadvanced", {}, {"type": "text", "max_length": 1000}),
]


@pytest.mark.parametrize(("type_", "more", "wanted"), BECOMES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_component_becomes_the_question_that_asks_for_the_same(type_: str, more: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert question(type_, **more) == {**wanted, "optional": True}
    assert lost(component(type_, **more)) == []


def test_a_required_component_must_be_answered_and_says_its_own_words() -> None:
    assert question("email", validate={"required": True, "customMessage": "Skriv din adress"}) == {
        "type": "email",
        "missing": "Skriv din adress",
    }
    assert question("email", **REQUIRED, errors={"required": "Skriv den"})["missing"] == "Skriv den"


def test_a_box_that_must_be_ticked_is_a_consent() -> None:
    assert question("checkbox", **REQUIRED) == {"type": "consent", "text": "A"}


def test_so_many_boxes_must_be_ticked_even_where_none_is_required() -> None:
    assert "optional" not in question("selectboxes", values=VALUES, validate={"minSelectedCount": 2})


def test_a_survey_is_a_grid() -> None:
    rows = [{"label": "Maten", "value": "Mat 1"}, {"label": "Lokalen", "value": "mat_1"}]
    made = question("survey", questions=rows, values=VALUES)
    assert made == {"type": "grid", "optional": True, "rows": {"mat_1": "Maten", "mat_1_2": "Lokalen"}, "options": OPTIONS}


def test_a_moment_is_a_day_and_a_time() -> None:
    made = questions(component("datetime", "nar", **REQUIRED))
    assert made == {"nar": {"type": "date", "label": "NAR"}, "nar_time": {"type": "time", "label": "NAR (klockslag)"}}


def test_several_answers_of_one_sort_are_a_group() -> None:
    made = question("textfield", multiple=True, **REQUIRED)
    assert made["repeat"] == {"min": 1, "max": 50, "item": "A"}
    assert made["questions"] == {"a_svar": {"type": "text", "label": "A", "max_length": 1000}}


def test_a_row_of_boxes_or_days_is_no_group() -> None:
    assert question("selectboxes", values=VALUES, multiple=True)["type"] == "choices"


@pytest.mark.parametrize(("size", "most"), [("1GB", None), ("10MB", None), ("9.5 mb", None), ("500KB", 1), ("2097152", 2), ("1.5MB", 2)])
def test_a_file_may_have_as_many_whole_megabytes_as_it_had_and_no_more_than_there_can_be(size: str, most: int | None) -> None:
    assert question("file", fileMaxSize=size).get("max_size") == most
    told = [remark.facts for remark in carried(component("file", fileMaxSize=size)).remarks if remark.code == "file-size"]
    assert told == ([] if size in ("10MB", "2097152") else [{"most": most or 10}])


def test_a_condition_asks_whether_there_is_a_file_and_how_many() -> None:
    shown = {"conditional": {"show": True, "conditions": [{"component": "f", "operator": "isNotEmpty"}]}}
    counted = {"customConditional": "show = data.f.length >= 2"}
    made = questions(component("file", "f", multiple=True), component("textfield", "b", **shown), component("textfield", "c", **counted))
    assert made["b"]["show_if"] == {"f": {"answered": True}}
    assert made["c"]["show_if"] == {"f": {"count": {"at_least": 2}}}


def test_files_can_be_asked_for_in_each_row() -> None:
    made = questions(component("datagrid", "rader", components=[component("file", "f", filePattern=".pdf")]))
    assert made["rader"]["questions"]["f"]["accept"] == ["pdf"]


def test_what_stands_beside_the_label_is_the_hint() -> None:
    made = question("textfield", description="Hela <i>namnet</i>", tooltip="Som i passet", placeholder="Kim Ek", prefix="Fr.")
    assert made["hint"] == "Hela namnet\nSom i passet\nKim Ek\nFr."


def test_a_pattern_means_what_it_means_there() -> None:
    # `^a|b$` is what begins with a, or ends with b
    assert question("textfield", validate={"pattern": "a|b"})["pattern"] == "(?s:.*)(?:^a|b$)(?s:.*)"
    assert question("textfield", validate={"pattern": "(a|b)[|]"})["pattern"] == "(a|b)[|]"


@pytest.mark.parametrize(
    ("type_", "more", "code", "place"),
    [
        ("password", {}, "not-carried", ""),
        ("kartan", {}, "not-carried", ""),
        ("button", {"action": "custom"}, "not-carried", ""),
        ("select", {"dataSrc": "url", "data": {"url": "https://a.example"}}, "options-elsewhere", "/data"),
        ("select", {"dataSrc": "resource", "data": {"resource": "x"}}, "options-elsewhere", "/data"),
        ("textfield", {"validate": {"pattern": "(?=a)"}}, "pattern", "/validate/pattern"),
        ("textfield", {"validate": {"minWords": 3}}, "limits", "/validate/minWords"),
        ("email", {"validate": {"maxLength": 10}}, "limits", "/validate/maxLength"),
        ("number", {"validate": {"min": "många"}}, "limits", "/validate/min"),
        ("number", {"validate": {"min": 0.00001}}, "limits", "/validate/min"),
        ("number", {"validate": {"min": 5, "max": 1}}, "limits", "/validate"),
        ("number", {"defaultValue": 1.5}, "default-left-out", "/defaultValue"),
        ("radio", {"values": VALUES, "defaultValue": "kanske"}, "default-left-out", "/defaultValue"),
        ("selectboxes", {"values": VALUES, "defaultValue": {"ja": True, "nej": True}}, "default-left-out", "/defaultValue"),
        ("datetime", {"enableTime": False, "datePicker": {"minDate": "moment().add(1)"}}, "limits", "/minDate"),
        ("datetime", {"enableTime": False, "format": "yyyy-MM"}, "part-of-a-day", "/format"),
        ("day", {"fields": {"day": {"hide": True}}}, "part-of-a-day", "/fields"),
        ("email", {"defaultValue": "ingen"}, "default-left-out", "/defaultValue"),
        ("textfield", {"defaultValue": "abc", "validate": {"pattern": "[0-9]+"}}, "default-left-out", "/defaultValue"),
        ("number", {"defaultValue": 9, "validate": {"max": 5}}, "default-left-out", "/defaultValue"),
        ("survey", {"questions": VALUES, "values": VALUES, "defaultValue": {"ja": "nej"}}, "default-left-out", "/defaultValue"),
        ("checkbox", {"validate": {"required": True}, "defaultValue": True}, "default-left-out", "/defaultValue"),
        ("radio", {"values": VALUES, "validate": {"min": 3}}, "limits", "/validate/min"),
        ("textfield", {"disabled": True}, "read-only", "/disabled"),
        ("textfield", {"hidden": True}, "hidden", ""),
        ("textfield", {"calculateValue": "value = fetch('x')"}, "script", "/calculateValue"),
        ("textfield", {"customDefaultValue": "value = 1"}, "script", "/customDefaultValue"),
        ("textfield", {"label": "Hej {{ data.namn }}"}, "filled-in", "/label"),
        ("file", {"filePattern": ".zip"}, "not-carried", ""),
        ("file", {"filePattern": ".pdf,video/*"}, "file-kind", "/filePattern"),
        ("file", {"filePattern": "*,!*.png"}, "limits", "/filePattern"),
        ("file", {"filePattern": 3}, "not-understood", "/filePattern"),
        ("file", {"fileTypes": [{"label": "Pass", "value": "pass"}]}, "not-carried", "/fileTypes"),
        ("file", {"fileMinSize": "1MB"}, "limits", "/fileMinSize"),
        ("file", {"fileMaxSize": "lagom"}, "limits", "/fileMaxSize"),
        ("textfield", {"options": "x"}, "unknown-key", "/options"),
        ("content", {"html": "<p>Se</p><img src=x>"}, "markup-lost", "/html"),
    ],
)
def test_what_can_not_be_carried_is_told_with_its_place(type_: str, more: dict[str, Any], code: str, place: str) -> None:
    first = component("textfield", "forst")
    assert (code, f"/components/1{place}") in lost(first, component(type_, "b", **more))


@pytest.mark.parametrize("type_", ["button", "recaptcha", "captcha"])
def test_what_templates_do_themselves_is_told_and_not_lost(type_: str) -> None:
    assert lost(component("textfield"), component(type_, "b")) == []


def test_a_sum_of_earlier_numbers_is_worked_out() -> None:
    numbers = [component("number", "x"), component("number", "y")]
    for calculation in ("value = data.x + data.y;", {"+": [{"var": "data.x"}, {"var": "data.y"}]}):
        made = questions(*numbers, component("number", "z", disabled=True, calculateValue=calculation))
        assert made["z"] == {"type": "computed", "label": "Z", "sum": ["x", "y"]}


def test_a_sum_of_numbers_and_amounts_is_no_sum() -> None:
    mixed = [component("number", "x"), component("currency", "y"), component("number", "z", calculateValue="value = data.x + data.y")]
    assert ("script", "/components/2/calculateValue") in lost(*mixed)


def test_a_hidden_value_is_a_constant() -> None:
    made = questions(
        component("textfield"), component("hidden", "b", defaultValue="web"), component("number", "c", hidden=True, defaultValue=3)
    )
    assert made["b"] == {"type": "constant", "label": "B", "value": "web"}
    assert made["c"] == {"type": "constant", "label": "C", "value": 3}


def test_words_for_what_templates_have_words_for_are_told_and_stop_nothing() -> None:
    one = component("number", errors={"required": "Skriv", "max": "För mycket"}, validate={"required": True, "max": 3})
    assert questions(one)["a"]["missing"] == "Skriv"
    assert ("own-message", "/components/0/errors/max") in [(remark.code, remark.place) for remark in carried(one).remarks]
    assert lost(one) == []


def test_a_day_of_noughts_is_no_day_from_the_start() -> None:
    assert lost(component("day", defaultValue="00/00/0000")) == []


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("1. Ta med *allt*", "1. Ta med *allt*"),
        ("- fil_namn_a och _b_", "- fil_namn_a och _b_"),
        ("<p>Se [här](http://a.example)</p><p>och C:\\*</p>", "Se [här] (http://a.example)\n\noch C:\\*"),
        ("<p>Läs <a href='http://a.example'>mer</a></p>", "Läs mer (http://a.example)"),
        ("<h2>Rubrik</h2><p>2) *Två*</p>", "2) *Två*"),
    ],
)
def test_a_text_is_shown_as_it_was_though_it_looks_like_markdown(html: str, shown: str) -> None:
    text = questions(component("content", html=html), component("textfield", "b"))["a"]["text"]
    assert [line for line in as_words(text).split("\n") if line] == [line for line in shown.split("\n") if line]
    assert lost(component("content", html=html), component("textfield", "b")) == []


def test_a_text_that_looks_like_a_link_is_told() -> None:
    remarks = carried(component("content", html="[här](http://a.example)"), component("textfield", "b")).remarks
    assert ("markup", "/components/0/html") in [(remark.code, remark.place) for remark in remarks]


def test_a_text_that_became_too_long_to_be_shown_as_it_was_is_cut_and_lost() -> None:
    long = component("content", html="*a* " * 1000)
    assert lost(long, component("textfield", "b")) == [("text-cut", "/components/0/html")]
    text = questions(long, component("textfield", "b"))["a"]["text"]
    assert len(text) <= LONGEST_TEXT
    assert ("*a* " * 1000).startswith(as_words(text))
