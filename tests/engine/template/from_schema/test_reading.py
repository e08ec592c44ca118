"""A template whose form is a schema: pages, names, where faults stand, and the rest of the template that speaks of its questions."""

from typing import Any

import pytest

from engine.answers import read
from engine.answers.sources import FromJson
from engine.template.answers_schema import answers_schema
from tests.engine.factories import context
from tests.engine.template.from_schema.made import with_schema
from tests.engine.template.from_schema.written import DRAFT_7, answered, asked, codes, part
from tests.engine.written import code, fault, faults, loaded, place, tried

TEXT = {"type": "string"}
PEOPLE = {"type": "array", "title": "People", "items": {"properties": {"name": {**TEXT, "title": "Name"}}}}
PLACE = {"title": "Place", "description": "Where it was", "properties": {"street": TEXT}}
WHOLE = {
    "title": "Found",
    "description": "Tell us",
    "required": ["a"],
    "properties": {"a": TEXT, "b": TEXT, "place": PLACE, "people": PEOPLE},
}


def pages(schema: Any) -> list[tuple[str, str | None, list[str]]]:
    """Number, title and questions of each page."""
    return [(page.id, page.title.get("sv"), [question.pointer for question in page.questions]) for page in with_schema(schema).form.pages]


def test_an_object_and_rows_of_objects_have_a_page_of_their_own() -> None:
    assert pages(WHOLE) == [("1", "Found", ["/a", "/b"]), ("2", "Place", ["/place/street"]), ("3", "People", ["/people"])]


def test_a_page_has_the_description_of_what_it_is_about_once() -> None:
    schema = {**WHOLE, "properties": {**WHOLE["properties"], "c": TEXT, "d": TEXT}}
    assert [page.hint and page.hint["sv"] for page in with_schema(schema).form.pages] == ["Tell us", "Where it was", None, None]


def test_the_name_of_a_branch_is_not_that_of_the_place() -> None:
    branches = [{"title": "One way", "properties": {"b": TEXT}}, {"title": "Another", "properties": {"c": TEXT}}]
    assert pages({"properties": {"a": TEXT}, "anyOf": branches}) == [("1", None, ["/a", "/b", "/c"])]
    assert pages({"properties": {"theWay": {"oneOf": branches}}}) == [("1", "The way", ["/theWay/b", "/theWay/c"])]
    assert asked({"properties": {"a": {"anyOf": [{"title": "One", **TEXT}, {"title": "Two", "type": "integer"}]}}})["/a"].label == {
        "sv": "A"
    }
    later = {"if": {"required": ["a"]}, "then": {"properties": {"b": {**TEXT, "title": "Own"}}}}
    assert asked({"properties": {"a": TEXT}, **later})["/b"].label == {"sv": "Own"}


def test_a_page_with_one_question_is_called_what_the_question_is() -> None:
    assert pages({"title": "All", "properties": {"a": {**TEXT, "title": "What?"}}}) == [("1", "What?", ["/a"])]


def test_an_object_inside_another_has_a_heading() -> None:
    inner = {"properties": {"o": {"properties": {"p": PLACE}}}}
    found = asked(inner)
    assert list(found) == ["/o/p", "/o/p/street"]
    assert (found["/o/p"].type.name, found["/o/p"].label) == ("info", {"sv": "Place"})


def test_an_object_without_a_title_is_called_its_name_as_words() -> None:
    inner = {"homeAddress": {"properties": {"streetName": TEXT}}, "fixed": {"properties": {"a": {"const": 1}}, "required": ["a"]}}
    form = with_schema({"properties": {"theOwner": {"properties": inner}}}).form
    assert [page.title for page in form.pages] == [{"sv": "The owner"}]
    assert [question.label["sv"] for question in form.every()] == ["Home address", "Street name"]


def test_only_a_schema_makes_a_form_with_a_judge() -> None:
    assert with_schema(WHOLE).form.judge is not None
    assert loaded().form.judge is None


def test_the_schema_of_its_answers_is_the_author_s() -> None:
    schema = {"$schema": DRAFT_7, **WHOLE}
    assert answers_schema(with_schema(schema)) == schema
    assert answers_schema(with_schema(WHOLE))["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_a_fault_stands_at_its_keyword_and_says_its_pointer() -> None:
    text = """
    form:
      schema:
        properties:
          a:
            type: string
            pattern: (?=a)
    """
    found = fault(text)
    assert place(found) == ("schema-pattern", 6, 9)
    assert found.facts["pointer"] == "/properties/a/pattern"


def test_every_refusal_is_told_at_once() -> None:
    bad = {"properties": {"a": {"pattern": "("}, "b": {"patternProperties": {}}}}
    assert codes(bad) == [("schema-pattern", "/properties/a/pattern"), ("schema-not-drawn", "/properties/b/patternProperties")]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("{schema: {properties: {a: {}}}, questions: {b: {type: text, label: B}}}", "schema-and-questions"),
        ("{schema: {properties: {a: {}}}, file: other.json}", "schema-and-questions"),
        ("{file: schema.json}", "file-not-read"),
        ("{ui: {/a: {label: A}}}", "missing-key"),
        ("{schema: {$schema: 'http://json-schema.org/draft-03/schema#'}}", "schema-draft"),
        ("{schema: {properties: {a: {type: object}}, required: [a]}}", "schema-nothing-asked"),
        ("{schema: true}", "schema-nothing-asked"),
        ("{schema: []}", "not-object"),
    ],
)
def test_a_form_that_is_none_says_why(form: str, expected: str) -> None:
    assert code(f"form: {form}") == expected


def test_too_many_questions_are_too_large() -> None:
    many = {"properties": {f"q{number}": {} for number in range(60)}}
    schema = {"properties": {f"o{number}": {"$ref": "#/$defs/many"} for number in range(60)}, "$defs": {"many": many}}
    assert codes(schema) == [("schema-too-large", "/")]


def test_an_id_that_is_taken_is_told() -> None:
    step = "workflow: {a: {kind: notice, title: Told, to: owner}}"
    assert [found for found, _ in codes(WHOLE, None, step)] == ["id-twice"]


def test_the_rest_of_the_template_names_questions_by_their_pointers() -> None:
    template = loaded(
        part({"properties": {"a": {"enum": ["x", 1]}, "people": PEOPLE}}, {"/a": {"statistics": True}}),
        "cases: {one_per: /people}",
        "routing: [{when: {/a: 1}, to: boss}, {when: {/people/*/name: {answered: true}}, to: expert}, {to: desk}]",
        "reports: {r: {title: R, count: /people, rows: /a}}",
    )
    assert tried(template, {"a": 1})["mailbox"] == "boss"
    found = tried(template, {"a": "x", "people": [{"name": "Kim"}]})
    assert (found["mailbox"], [case["row"] for case in found["cases"]]) == ("expert", [0])
    assert [fact["values"] for fact in found["facts"] if fact["grain"] == "/people"] == [{"/a": "x"}]
    assert (template.reports["r"].grain, template.reports["r"].rows) == ("people", "a")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("routing: [{when: {/aa: x}, to: boss}, {to: desk}]", "/a"),
        ("cases: {one_per: /person}", "/people"),
        ("reports: {r: {title: R, count: submissions, rows: /b}}", "/a"),
    ],
)
def test_a_pointer_that_names_nothing_gets_a_guess(more: str, expected: str) -> None:
    schema = {"properties": {"a": {"enum": ["x", "y"]}, "people": PEOPLE}}
    (found,) = faults(part(schema, {"/a": {"statistics": True}}), more)
    assert found.guess == expected


def test_what_is_tried_is_told_by_pointers() -> None:
    found = tried(loaded(part(WHOLE)), {"a": 1, "people": [{"name": 2}]})
    assert found["visible"] == ["/a", "/b", "/people", "/people/*/name", "/place/street"]
    assert [problem["at"] for problem in found["problems"]] == ["/a", "/people/0/name"]


def test_a_step_can_have_a_form_with_a_schema() -> None:
    forms = "forms: {talk: {title: Talk, schema: {properties: {said: {enum: [yes_, no_]}}, required: [said]}}}"
    steps = "workflow: {t: {kind: form, form: talk}, u: {kind: form, form: talk, when: {t./said: yes_}}}"
    template = loaded(forms, steps)
    assert template.step("u").when.reference == "t.said"


def test_answers_are_kept_by_question_and_what_no_question_can_hold_is_not_kept() -> None:
    template = with_schema({"properties": {"a": {}, "place": PLACE, "people": PEOPLE}})
    value = {"a": 5, "other": 1, "place": {"street": "Long"}, "people": [{"name": "Kim"}, {}]}
    reading = answered(template, value)
    assert reading.problems == ()
    assert reading.answers == {"place__street": "Long", "people": [{"people__name": "Kim"}, {}]}


def test_of_many_places_that_are_not_there_some_are_told() -> None:
    assert len(codes(WHOLE, {f"/x{number}": {"hint": "H"} for number in range(200)})) == 50


def test_in_the_first_decision_nothing_is_demanded_but_what_is_answered_is_judged() -> None:
    forms = "forms: {talk: {title: Talk, schema: {properties: {a: {type: integer}, b: {}}, required: [b]}}}"
    steps = "workflow: {d: {kind: decision, title: Decide, form: talk, outcomes: {yes_: Yes}}}"
    form = loaded(forms, steps).step("d").form
    assert [(problem.at, problem.code) for problem in read(form, FromJson({"a": "x"}), context()).problems] == [("a", "wrong-type")]
