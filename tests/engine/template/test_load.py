"""The parts of a template that are neither form, workflow nor report, and the whole small one of the format's decisions."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import InvalidTemplate
from engine.template.load import Loader, load
from tests.engine.small import SMALL
from tests.engine.written import code, fault, form, forms, loaded, place, template


def test_the_whole_small_one_loads() -> None:
    found = load(SMALL)
    assert [page.id for page in found.form.pages] == ["var", "utsatt", "utovare"]
    assert [step.id for step in found.steps()] == [
        "huvudman",
        "stallningstagande",
        "utredning",
        "samtal",
        "personalsteg",
        "analys",
        "close",
    ]


def test_the_text_is_kept_byte_for_byte_with_its_hash() -> None:
    raw = template("title: Rapport å").replace("\n", "\r\n").encode()
    found = load(raw)
    assert found.source.encode() == raw
    assert found.digest == hashlib.sha256(raw).hexdigest()


def test_a_text_and_its_bytes_are_the_same_template() -> None:
    assert load(template()).digest == load(template().encode()).digest


@pytest.mark.parametrize("name", ["status"])
def test_a_name_that_addresses_need_is_reserved(name: str) -> None:
    assert code(f"template: {name}") == "reserved-id"


def test_cases_start_on_submit_unless_by_hand() -> None:
    assert loaded().cases.start == "on_submit"
    assert loaded("cases: {start: by_hand}").cases.start == "by_hand"


GROUP = "who: {type: group, label: Who, repeat: {max: 3, item: One}, questions: {age: {type: number, label: Age}, %s}}"
ROWS = form(GROUP % "kin: {type: choices, label: Kin, options: {a: A, b: B}}")


def test_there_may_be_a_case_per_row_of_a_group() -> None:
    assert loaded(ROWS, "cases: {one_per: who}").cases.one_per == "who"


def test_one_per_names_a_group() -> None:
    assert fault(ROWS, "cases: {one_per: hwo}").guess == "who"
    assert code(form("what: {type: text, label: W}"), "cases: {one_per: what}") == "unknown-group"


def test_a_function_is_a_label_or_says_who_holds_it() -> None:
    found = loaded("functions: {desk: Desk, owner: {label: Owner, held_by: organisation}, boss: {label: Boss, backup: owner}}").functions
    assert [(one.id, one.held_by, one.backup) for one in found.values()] == [
        ("desk", "unit", None),
        ("owner", "organisation", None),
        ("boss", "unit", "owner"),
    ]


def test_a_function_can_not_be_called_receiver() -> None:
    assert code("functions: {desk: Desk, receiver: R}") == "reserved-id"


@pytest.mark.parametrize("key", ["never_to: [bos]", "copy_to: [bos]"])
def test_a_route_names_functions_that_there_are(key: str) -> None:
    found = fault(f"routing: [{{to: desk, {key}}}]")
    assert (place(found)[0], found.guess) == ("unknown-function", "boss")


def test_a_route_goes_to_a_function_that_there_is() -> None:
    assert place(fault("routing: [{to: dask}]")) == ("unknown-function", 1, 16)


def test_a_backup_is_a_function_that_there_is() -> None:
    assert code("functions: {desk: {label: Desk, backup: none}}") == "unknown-function"


def test_routing_looks_at_the_whole_form() -> None:
    assert loaded(ROWS, "routing: [{when: {kin: {includes: a}, age: {count: {at_least: 2}}}, to: boss}, {to: desk}]").routing[0].when


def test_routing_of_a_case_per_row_looks_at_that_row() -> None:
    when = "routing: [{when: {age: {at_least: 15}}, to: boss}, {to: desk}]"
    assert loaded(ROWS, "cases: {one_per: who}", when).routing[0].when
    assert code(ROWS, when) == "test-does-not-fit"


def test_by_hand_the_whole_submission_is_routed() -> None:
    by_hand = "cases: {start: by_hand, one_per: who}"
    assert code(ROWS, by_hand, "routing: [{when: {age: {at_least: 15}}, to: boss}, {to: desk}]") == "test-does-not-fit"
    assert loaded(ROWS, by_hand, "routing: [{when: {age: {includes: 15}}, to: boss}, {to: desk}]").routing[0].when


@pytest.mark.parametrize("keep", ["5 years", "1 year", "18 months", "90 days"])
def test_retention_is_a_length_of_time(keep: str) -> None:
    found = loaded(f"retention: {{keep: {keep}, from: closed, decision: Plan 3.2}}").retention
    assert found is not None
    assert (found.keep, found.start) == (keep, "closed")


@pytest.mark.parametrize(("keep", "expected"), [("300 years", "not-a-duration"), ("for ever", "bad-form"), ("5", "bad-form")])
def test_retention_has_its_limits(keep: str, expected: str) -> None:
    assert code(f'retention: {{keep: "{keep}", from: closed}}') == expected


def test_an_example_has_answers_and_what_is_expected() -> None:
    (found,) = loaded("examples: [{name: One, answers: {what: x}, expect: {accepted: true}, at: 2026-09-07T10:00+02:00}]").examples
    assert (found.name, found.at, found.mark.line) == ("One", "2026-09-07T10:00+02:00", 1)


@pytest.mark.parametrize("at", ["2026-09-07T10:00", "2026-09-07", "noon"])
def test_the_time_of_an_example_is_a_moment_with_its_offset(at: str) -> None:
    assert code(f"examples: [{{name: One, answers: {{}}, expect: {{}}, at: {at}}}]") == "not-a-moment"


def test_an_expectation_that_can_not_be_is_told_with_the_likely_one() -> None:
    assert fault("examples: [{name: One, answers: {}, expect: {acepted: true}}]").guess == "accepted"


def test_a_form_that_no_step_uses_is_told_with_its_own_faults() -> None:
    found = [one.code for one in _faults(forms(loose="a: {type: choice, label: A, options: {list: none}}"))]
    assert found == ["unused-form", "unknown-list"]


def _faults(*parts: str) -> tuple[object, ...]:
    with pytest.raises(InvalidTemplate) as caught:
        loaded(*parts)
    return caught.value.faults


def test_changes_say_what_names_have_become() -> None:
    found = loaded("changes: {where.hall: {became: corridor}, where.yard: {split: [grass, gravel]}, weather: gone}").changes
    assert found == {"where.hall": ("corridor",), "where.yard": ("grass", "gravel"), "weather": ()}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("left", "not-allowed"),
        ("5", "not-string"),
        ("{}", "too-few"),
        ("{became: x, split: [y, z]}", "too-much"),
        ("{became: [x]}", "not-string"),
        ("{became: 4}", "not-string"),
        ("{split: [x]}", "too-few"),
        ("{split: [x, x]}", "twice"),
        ("{renamed: x}", "unknown-key"),
    ],
)
def test_a_line_of_changes_says_one_of_three_things(line: str, expected: str) -> None:
    assert code(f"changes: {{where: {line}}}") == expected


def test_a_loader_knows_only_the_types_and_kinds_it_is_given() -> None:
    types = {name: type_ for name, type_ in Loader().types.items() if name != "phone"}
    with pytest.raises(InvalidTemplate):
        Loader(types=types).load(template(form("what: {type: phone, label: W}")))


@given(st.binary() | st.text())
def test_anything_loads_or_is_an_invalid_template(text: bytes | str) -> None:
    found: object = None
    try:
        found = load(text)
    except InvalidTemplate as error:
        found = error.faults
    assert found
