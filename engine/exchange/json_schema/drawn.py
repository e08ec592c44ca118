"""What the loader of templates makes of a schema: its questions by their pointers, or what it refuses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.errors import Fault, InvalidTemplate
from engine.exchange import NotReadable, Remark
from engine.exchange.json_values import pointer
from engine.exchange.notes import Notes
from engine.exchange.sections import written
from engine.fields import Question
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.template.source import Path, look
from engine.wording import fault_in_words

_MOST_TRIES = 5
_AROUND = {
    "template": "schema",
    "title": "Schema",
    "functions": {"holder": {"label": "Holder", "held_by": "organisation"}},
    "routing": [{"to": "holder"}],
}


@dataclass(frozen=True)
class Drawn:
    """The form of a schema: its questions by pointer, and the pointers of the objects around them."""

    questions: Mapping[str, Question] = field(default_factory=dict)

    def has(self, place: str) -> bool:
        """Whether there is a question at the place, or in it."""
        return place in self.questions or self.around(place)

    def around(self, place: str) -> bool:
        """Whether the place is an object with questions in it."""
        return not place or any(known.startswith(f"{place}/") for known in self.questions)


def drawn(schema: Mapping[str, Any]) -> Drawn:
    """The form of the schema; raises NotReadable with the pointer to each thing that no form can be made of."""
    text = _text(schema, {})
    try:
        template = load(text)
    except InvalidTemplate as error:
        raise NotReadable(*_refused(error.faults)) from None
    return Drawn({question.called: question for question in _questions(template)})


def taken(schema: Mapping[str, Any], ui: Mapping[str, dict[str, Any]], notes: Notes) -> dict[str, dict[str, Any]]:
    """What of the `ui` the loader takes; what it refuses is told and left out."""
    kept = {place: dict(said) for place, said in ui.items() if said}
    for _ in range(_MOST_TRIES):
        text = _text(schema, kept)
        try:
            load(text)
        except InvalidTemplate as error:
            refused = _of_ui(text, error.faults)
            for (place, key), why in refused.items():
                notes.lose("ui-refused", place, why=why)
                kept[place].pop(key, None)
            kept = {place: said for place, said in kept.items() if said}
            if not refused:
                break
        else:
            return kept
    notes.lose("ui-refused", "", why="")
    return {}


def _of_ui(text: str, faults: Iterable[Fault]) -> dict[tuple[str, str], str]:
    """The keys under `ui` that have faults, by place and name, each with what is wrong."""
    source = look(text)
    marks = {
        mark: path
        for places in (source.values, source.keys)
        for path, mark in places.items()
        if path[:2] == ("form", "ui") and len(path) > 3
    }
    paths = ((marks.get(fault.mark), fault) for fault in faults)
    return {(str(path[2]), str(path[3])): fault_in_words(fault) for path, fault in paths if path is not None}


def _text(schema: Mapping[str, Any], ui: Mapping[str, Any]) -> str:
    """A template around the schema; raises NotReadable where YAML as templates have it can not hold what is in the schema."""
    form = {"schema": dict(schema), **({"ui": dict(ui)} if ui else {})}
    text = written({**_AROUND, "form": form})
    try:
        found = look(text)
    except InvalidTemplate as error:
        raise NotReadable(*_refused(error.faults)) from None
    place = _difference(schema, found.value["form"]["schema"])
    if place is not None or found.faults:
        raise NotReadable(Remark("not-written", pointer(*(place or ()))))
    return text


def _difference(one: Any, other: Any, place: Path = ()) -> Path | None:
    """The first place where two values differ, also in sort: 1 is not 1.0."""
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        return next((found for key in one if (found := _difference(one[key], other[key], (*place, key))) is not None), None)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next((found for number, (a, b) in pairs if (found := _difference(a, b, (*place, number))) is not None), None)
    return None if type(one) is type(other) and one == other else place


def _refused(faults: Iterable[Fault]) -> tuple[Remark, ...]:
    """Each fault with the pointer that it is about, once."""
    notes = Notes()
    for fault in faults:
        said = str(fault.facts.get("pointer", ""))
        notes.lose("refused", "" if said == "/" else said, why=fault_in_words(fault))
    return notes.remarks()


def _questions(template: FormTemplate) -> tuple[Question, ...]:
    return tuple(question for question in template.form.every() if question.type.asks)
