"""Measures: the kind asks for the rows of a plan, and they can be gone on with until the plan is marked as done."""

from engine.fields import Form, Page, Question
from engine.fields import built_in as types
from engine.steps import Listed, Step, built_in
from engine.steps.measures import MEASURE, STATUS
from tests.engine.factories import options

MEASURES = built_in()["measures"]
NAMED = {"types": Listed(options("floor", "light")), "aimed_at": Listed(options("room"))}


def row(**more: object) -> dict[str, Question]:
    """What is asked of each measure."""
    form = MEASURES.form(Step("plan", MEASURES, {"sv": "Plan"}, **{"options": NAMED, **more}))  # type: ignore[arg-type]
    assert form is not None
    group = form.find(MEASURE)
    assert group is not None
    assert group.repeat is not None
    assert group.repeat.least == 1
    return {question.id: question for question in group.questions}


def test_each_row_says_what_by_whom_and_when_it_is_looked_at_again() -> None:
    asked = row()
    assert list(asked) == ["type", "aimed_at", "what", "responsible", "start", "due", "follow_up", "status"]
    assert {id for id, question in asked.items() if question.optional} == {"what", "start"}
    assert {id for id, question in asked.items() if question.personal} == {"what", "responsible"}


def test_the_template_names_which_measures_there_are_and_the_kind_its_states() -> None:
    asked = row()
    assert [option.key for option in asked["type"].options] == ["floor", "light"]
    assert [option.key for option in asked["aimed_at"].options] == ["room"]
    assert ([option.key for option in asked["status"].options], asked["status"].preset) == (list(STATUS), "planned")


def test_without_a_list_nobody_is_asked_at_what_a_measure_is_aimed() -> None:
    assert "aimed_at" not in row(options={"types": NAMED["types"]})


def test_with_statistics_type_aim_and_state_are_counted_and_nothing_else() -> None:
    assert {id for id, question in row(statistics=True).items() if question.statistics} == {"type", "aimed_at", "status"}
    assert not any(question.statistics for question in row().values())


def test_what_the_template_asks_besides_comes_after() -> None:
    own = Form({}, (Page("more", {}, (Question("cost", types()["money"], {"sv": "Kostnad"}),)),))
    form = MEASURES.form(Step("plan", MEASURES, {}, options=NAMED, form=own))
    assert form is not None
    assert [question.id for question in form.questions()] == [MEASURE, "cost"]


def test_it_is_done_when_its_doer_says_that_the_plan_is_ready() -> None:
    step = Step("plan", MEASURES, {}, options=NAMED)
    assert [(button.name, button.saves) for button in MEASURES.buttons(step, 0)] == [("save", True), ("keep", True)]
    assert MEASURES.act(step, "save", {}).done
    assert not MEASURES.act(step, "keep", {}).done


def test_only_the_round_that_ends_it_is_counted() -> None:
    assert MEASURES.continues
    assert MEASURES.counts(done=True)
    assert not MEASURES.counts(done=False)
    assert built_in()["form"].counts(done=False)


def test_every_word_is_there_in_every_language() -> None:
    assert MEASURES.texts["sv"].keys() == MEASURES.texts["en"].keys()
