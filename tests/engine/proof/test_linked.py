"""A step that opens a case of another template is held against that template, where it is there."""

from engine.proof import linked
from engine.template.load import load
from tests.engine.written import template
from tests.linking import ACCIDENTS

OTHER = load(ACCIDENTS)


def found(answers: str, *, there: bool = True) -> list[tuple[str, str, object]]:
    """Severity, code and question of what is said."""
    made = load(template(f"workflow:\n  tell: {{kind: open_case, title: Tell, template: accidents, answers: {answers}}}"))
    told = linked(made, {"accidents": OTHER}.get if there else lambda name: None)
    return [(one.severity, one.code, one.facts.get("question")) for one in told]


def test_a_template_that_is_there_with_the_questions_is_fine() -> None:
    assert found("{how: what}") == []


def test_a_question_that_the_other_does_not_have_or_answers_with_a_file_is_refuted() -> None:
    assert found("{hoe: what, picture: what}") == [
        ("refuted", "linked-unknown-question", "hoe"),
        ("refuted", "linked-unknown-question", "picture"),
    ]


def test_a_template_that_is_not_there_only_warns() -> None:
    assert found("{how: what}", there=False) == [("hint", "linked-not-there", None)]


def test_a_step_can_open_a_case_of_its_own_template_which_is_held_against_the_text_at_hand() -> None:
    made = load(template("workflow:\n  tell: {kind: open_case, title: Tell, template: report, answers: {what: what, who: what}}"))
    assert [one.facts.get("question") for one in linked(made, lambda name: None)] == ["who"]
