"""What a template counts: every counted answer with its grain, and which grains carry the answers of which others."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from engine import fields
from engine.fields import Form, Question, Value
from engine.sensitivity import Channel, may_show
from engine.steps import Step
from engine.template.model import Counted, Grain
from engine.template.reported import CaseSpan
from engine.texts import Text, engine_texts

SUBMISSIONS, CASES, INCIDENTS, CLOSED = "submissions", "cases", "incidents", "closed"


def grains(form: Form, workflow: tuple[Step, ...], one_per: str | None) -> dict[str, Grain]:
    """Every grain that can be counted: submissions, rows of groups, cases as they open and as they close, and finished rounds."""
    case = (SUBMISSIONS, *((one_per,) if one_per else ()))
    found = {SUBMISSIONS: Grain(), INCIDENTS: Grain(), CASES: Grain(case), CLOSED: Grain(case)}
    found |= dict(_groups(form.questions(), Grain((SUBMISSIONS,), (SUBMISSIONS, INCIDENTS)), ""))
    for step in _every(workflow):
        found[step.id] = Grain(case)
        if (asked := step.kind.form(step)) is not None:
            found |= dict(_groups(asked.questions(), Grain((step.id, *case), (step.id,)), f"{step.id}."))
    return found


def _groups(questions: tuple[Question, ...], around: Grain, prefix: str) -> Iterator[tuple[str, Grain]]:
    for question in questions:
        if question.type.kind == "rows":
            id = f"{prefix}{question.id}"
            yield id, around
            yield from _groups(question.questions, Grain((id, *around.parents), (id, *around.containers)), prefix)


def _every(workflow: tuple[Step, ...]) -> Iterator[Step]:
    for step in workflow:
        yield step
        yield from step.steps


def counted(form: Form, workflow: tuple[Step, ...]) -> dict[str, Counted]:
    """Everything that is counted, by the reference that reports and conditions use."""
    found = {item.reference: item for item in _in_form(form.questions(), SUBMISSIONS, "")}
    for step in _every(workflow):
        asked = step.kind.form(step)
        if asked is None:
            continue
        found |= {item.reference: item for item in _in_form(asked.questions(), step.id, f"{step.id}.")}
        if (outcome := found.get(f"{step.id}.outcome")) is not None:
            found[outcome.reference] = replace(outcome, label=step.title, also=(CLOSED,))
        rounds = _rounds(step)
        found[rounds.reference] = rounds
    return found


def _rounds(step: Step) -> Counted:
    """How many finished rounds of a step a case has as it is closed."""
    label = in_words("rounds_of", step.title)
    question = Question(step.id, fields.built_in()["number"], label, statistics=True)
    return Counted(f"rounds.{step.id}", CLOSED, question, label, derived=step.id)


def measured(spans: Iterable[CaseSpan], workflow: tuple[Step, ...], one_per: str | None) -> tuple[dict[str, Counted], dict[str, Grain]]:
    """What spans count, and their grains: the number of days, and for those that end with a step that has a deadline if it was kept."""
    due = {step.id for step in _every(workflow) if step.due is not None}
    items: dict[str, Counted] = {}
    for span in spans:
        kinds = {"days": "number", **({"in_time": "yes_no"} if span.end in due else {})}
        for id, kind in kinds.items():
            label = in_words(f"span_{id}", span.title)
            question = Question(id, fields.built_in()[kind], label, statistics=True)
            items[f"{span.id}.{id}"] = Counted(f"{span.id}.{id}", span.id, question, label, derived=span.id)
    return items, {span.id: Grain((SUBMISSIONS, *((one_per,) if one_per else ()))) for span in spans}


def in_words(code: str, title: Text) -> Text:
    """What is worked out of a step is called, in each language that the step's own title has."""
    return {language: engine_texts().say(f"statistics.{code}", language, title=words) for language, words in title.items()}


def _in_form(questions: tuple[Question, ...], grain: str, prefix: str) -> Iterator[Counted]:
    for question in questions:
        if may_show(question, Channel.STATISTICS):
            yield Counted(f"{prefix}{question.id}", grain, question, question.label, question.type.kind == "choices")
        yield from _in_form(question.questions, f"{prefix}{question.id}", prefix)


def names(form: Form, workflow: tuple[Step, ...]) -> dict[str, str]:
    """What authors call each question and group, by the engine's reference, where that differs."""
    asked = [("", form), *((f"{step.id}.", inner) for step in _every(workflow) if (inner := step.kind.form(step)) is not None)]
    return {
        f"{prefix}{question.id}": f"{prefix}{question.called}"
        for prefix, inner in asked
        for question in inner.every()
        if question.called != question.id
    }


def carries(grain: str, item: Counted, known: Mapping[str, Grain]) -> bool:
    """True when a fact of `grain` holds `item`: its own values, those of the rows inside it, and the single ones of what it is a part of.

    A sensitive item stands alone: only its own grain has it.
    """
    if item.grain == grain or grain in item.also or (grain == INCIDENTS and item.grain == SUBMISSIONS):
        return True
    if item.alone:
        return False
    inside = grain in known[item.grain].containers
    return inside or (item.grain in known[grain].parents and not item.multiple)


def several(grain: str, item: Counted, known: Mapping[str, Grain]) -> bool:
    """True when a fact of `grain` can hold more than one value of `item`."""
    return item.multiple or grain in known[item.grain].containers


def closed_values(question: Question) -> tuple[str, ...]:
    """What a question's answers can be counted as, in its own order; none when its answers are not a list that it knows."""
    kept = [question.type.category(answer, question) for answer in closed_answers(question)]
    return tuple(dict.fromkeys(category for categories in kept for category in categories))


def closed_answers(question: Question) -> list[Value]:
    """The answers that a question knows: each value of its list, alone in a list or as a part where answers are such."""
    schema = question.type.json_schema(question)
    found: list[Value] = [*schema.get("enum", ()), *([value] for value in schema.get("items", {}).get("enum", ()))]
    return found + [{name: value} for name, part in schema.get("properties", {}).items() for value in part.get("enum", ())]
