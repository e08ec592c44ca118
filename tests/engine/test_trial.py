"""The whole engine as one black box: template and answers in, one JSON value out."""

import json

from hypothesis import given
from hypothesis import strategies as st

from engine.template.load import load
from tests.engine.factories import FRIDAY
from tests.engine.generated import any_json
from tests.engine.small import SMALL
from tests.engine.written import asking, form, loaded, staffed, tried, workflow

TEMPLATE = load(SMALL)
ROWS = [{"utsatt_namn": "Ada", "utsatt_arskurs": "4"}, {"utsatt_namn": "Bo", "utsatt_arskurs": "5"}]
ANSWERS = {"enhet": "north", "plats": "korridor", "beskrivning": "Knuffades.", "utsatt": ROWS, "utovare": [{"utovare_vem": "elev"}]}
MONDAY = FRIDAY.replace(month=9, day=7)


def test_answers_that_are_accepted_give_receiver_cases_mails_and_facts() -> None:
    result = tried(TEMPLATE, ANSWERS)
    assert (result["accepted"], result["mailbox"], len(result["cases"])) == (True, "head_teacher@north", 2)
    assert set(result) == {"accepted", "visible", "problems", "mailbox", "copy_to", "excluded", "cases", "mails", "facts"}


def test_answers_with_problems_give_only_those() -> None:
    result = tried(TEMPLATE, {**ANSWERS, "plats": "x"})
    assert result["problems"] == [{"at": "plats", "code": "not-an-option", "message": "Välj ett av alternativen"}]
    assert (result["accepted"], result["mailbox"], result["cases"], result["mails"], result["facts"]) == (False, None, [], [], [])


def test_a_problem_in_a_row_has_its_path() -> None:
    result = tried(TEMPLATE, {**ANSWERS, "utsatt": [ROWS[0], {}]})
    assert [problem["at"] for problem in result["problems"]] == ["utsatt/1/utsatt_namn", "utsatt/1/utsatt_arskurs"]


def test_visible_are_the_ids_of_pages_groups_and_questions_that_were_shown() -> None:
    visible = tried(TEMPLATE, ANSWERS)["visible"]
    assert visible == [
        "beskrivning",
        "enhet",
        "plats",
        "utovare",
        "utovare_namn",
        "utovare_vem",
        "utsatt",
        "utsatt_arskurs",
        "utsatt_namn",
        "var",
    ]
    assert tried(asking("what: {type: text, label: W}"), {"what": "x"})["visible"] == ["what"]


def test_a_case_has_its_row_receiver_and_open_steps_with_function_and_deadline() -> None:
    assert tried(TEMPLATE, ANSWERS, now=MONDAY)["cases"][1] == {
        "row": 1,
        "mailbox": "head_teacher@north",
        "copy_to": [],
        "excluded": [],
        "flags": [],
        "steps": [
            {"id": "huvudman", "function": "organiser", "due": None},
            {"id": "stallningstagande", "function": "head_teacher@north", "due": "2026-09-09T23:59+02:00"},
        ],
    }


def test_who_is_shut_out_of_a_case_is_shut_out_of_the_submission() -> None:
    result = tried(TEMPLATE, {**ANSWERS, "utovare": [{"utovare_vem": "rektor"}]})
    assert (result["mailbox"], result["excluded"], result["cases"][0]["excluded"]) == (
        "area_manager@north",
        ["head_teacher@north"],
        ["head_teacher@north"],
    )


def test_copies_of_all_cases_are_copies_of_the_submission() -> None:
    group = "g: {type: group, label: G, repeat: {max: 3, item: R}, questions: {a: {type: choice, label: A, options: {x: X, y: Y}}}}"
    routes = "routing: [{when: {a: x}, to: desk, copy_to: [boss]}, {to: expert, copy_to: [owner]}]"
    result = tried(loaded(form(group), routes, "cases: {one_per: g}"), {"g": [{"a": "x"}, {"a": "y"}]})
    assert (result["mailbox"], result["copy_to"]) == ("desk", ["boss", "owner"])


def test_a_skipped_step_is_not_told() -> None:
    steps = "one: {kind: notice, title: N, to: owner, when: {organisation.kind: x}}"
    assert [step["id"] for step in tried(loaded(workflow(steps)), {"what": "x"})["cases"][0]["steps"]] == ["close"]


def test_mails_hold_number_unit_and_link_and_never_content() -> None:
    result = tried(TEMPLATE, ANSWERS)
    assert [mail["to"] for mail in result["mails"]] == ["organiser", "head_teacher@north", "head_teacher@north"]
    assert all("North office" in mail["body"] for mail in result["mails"])
    assert not any(word in json.dumps(result["mails"]) for word in ("Ada", "Knuffades", "korridor"))


def test_facts_have_grain_day_unit_and_counted_values_only() -> None:
    facts = tried(TEMPLATE, ANSWERS)["facts"]
    assert [fact["grain"] for fact in facts] == ["submissions", "utsatt", "utsatt", "utovare", "incidents", "cases", "cases"]
    assert facts[1] == {
        "grain": "utsatt",
        "day": "2026-11-20",
        "unit": "north",
        "values": {"enhet": "north", "plats": "korridor", "utsatt_arskurs": "4"},
    }


def test_by_hand_there_is_a_receiver_and_no_case() -> None:
    result = tried(loaded("cases: {start: by_hand}"), {"what": "x"})
    assert (result["mailbox"], result["cases"], [mail["to"] for mail in result["mails"]]) == ("desk", [], ["desk"])


def test_where_nobody_can_receive_there_is_no_mailbox() -> None:
    found = loaded()
    assert tried(found, {"what": "x"}, mailboxes={})["mailbox"] is None


def test_the_day_is_the_organisations_own() -> None:
    late = FRIDAY.replace(hour=23, minute=30)
    assert tried(TEMPLATE, ANSWERS, now=late)["facts"][0]["day"] == "2026-11-21"


def test_the_same_answers_always_give_the_same_result() -> None:
    assert staffed(TEMPLATE) == staffed(TEMPLATE)
    assert json.dumps(tried(TEMPLATE, ANSWERS)) == json.dumps(tried(TEMPLATE, ANSWERS))


@given(st.dictionaries(st.sampled_from([*ANSWERS, "zzz"]), any_json))
def test_any_answers_to_a_real_template_are_taken_or_refused(answers: dict[str, object]) -> None:
    result = tried(TEMPLATE, answers)
    assert result["accepted"] is not bool(result["problems"])
    json.dumps(result)


@given(st.data())
def test_any_change_of_accepted_answers_is_taken_or_refused(data: st.DataObject) -> None:
    changed = {**ANSWERS, data.draw(st.sampled_from(sorted(ANSWERS))): data.draw(any_json)}
    assert tried(TEMPLATE, changed)["accepted"] in (True, False)
