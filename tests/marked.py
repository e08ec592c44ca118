"""A template with every type of question in every degree of privacy, and answers to it that are recognised wherever they turn up."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from engine import fields
from engine.answers.sources import input_name, rows_name
from engine.fields import Context, FieldType, Form, Question
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.attachments.files import PDF
from tests.engine.factories import personnummer

MARK = re.compile(r"kanarie(\d{3})|731000000(\d{3})|(18[67]\d-\d\d-\d\d)|\b(18[67]\d{5})-?001\d\b", re.IGNORECASE)
"""What neither chance nor any clock writes."""
_FIRST_DAY = date(1869, 1, 1)
COUNTED = {"counted": {"statistics": True}, "both": {"statistics": True, "personal": True}}
DEGREES: Mapping[str, Mapping[str, bool]] = {
    "plain": {"personal": False},
    "private": {"personal": True},
    **COUNTED,
    "touchy": {"statistics": True, "sensitive": True},
}
KEYS: Mapping[str, Mapping[str, Any]] = {
    "scale": {"from": 0, "to": 3},
    "consent": {"text": "Ja"},
    "grid": {"rows": {"r": "Rad"}},
    "se_personnummer": {"why": "Så att ingen tas för någon annan."},
}
"""What else a question of a type must say."""
UNMARKED: Mapping[str, Any] = {"yes_no": True, "scale": 2, "consent": True, "time": "10:42", "unit": "south"}
"""Answers of which there are too few to tell one from another."""
WORKED_OUT = ("computed", "info", "group")


class Marks:
    """Hands out marks, and says what was asked where one of them turns up."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def number(self, id: str) -> int:
        """The number of a question's mark."""
        if id not in self.asked:
            self.asked.append(id)
        return self.asked.index(id)

    def found(self, text: object) -> set[str]:
        """The questions whose answers are somewhere in a text."""
        return {self._whose(match) for match in MARK.finditer(str(text))}

    def _whose(self, match: re.Match[str]) -> str:
        word, number, *days = match.groups()
        place = int(word or number) if word or number else (date.fromisoformat(days[0] or days[1]) - _FIRST_DAY).days
        return self.asked[place] if place < len(self.asked) else match[0]


@dataclass(frozen=True)
class Marked:
    """The template, its text, and the marks in its answers."""

    marks: Marks
    text: str

    @cached_property
    def template(self) -> FormTemplate:
        """The template, read."""
        return load(self.text)

    def answers(self, form: Form, prefix: str = "") -> dict[str, Any]:
        """An answer to every question that can be answered, groups in one row."""
        return dict(self._answers(form.questions(), prefix))

    def _answers(self, questions: tuple[Question, ...], prefix: str) -> Iterator[tuple[str, Any]]:
        for question in questions:
            if question.questions:
                yield question.id, [dict(self._answers(question.questions, prefix))]
            elif question.routes:
                yield question.id, "north"
            elif question.type.asks:
                yield question.id, self._answer(question.type.name, f"{prefix}{question.id}")

    def _answer(self, kind: str, id: str) -> Any:
        if kind in UNMARKED:
            return UNMARKED[kind]
        number = self.marks.number(id)
        word = f"Kanarie{number:03}"
        born = _FIRST_DAY + timedelta(days=number)
        day = born.isoformat()
        special: dict[str, Any] = {
            "choice": word,
            "choices": [word],
            "grid": {"r": word},
            "number": 731000000000 + number,
            "money": 731000000000 + number,
            "date": day,
            "date_range": {"from": day, "to": day},
            "email": f"{word.lower()}@acme.example",
            "phone": "070-123 45 67",
            "address": {"street": f"{word} 1", "postcode": "123 45", "town": word},
            "se_personnummer": personnummer(born, 1),
            "se_school_class": {"year": word, "class": f"Kanarie{self.marks.number(f'{id} class'):03}"},
            "file": [word],
        }
        return special.get(kind, word)


def marked() -> Marked:
    """The template: a page for each degree of privacy, rows, and two steps that ask everything again."""
    marks = Marks()
    types = {name: type_ for name, type_ in fields.built_in().items() if name not in WORKED_OUT}
    pages: dict[str, Any] = {"where": {"title": "Var?", "questions": {"place": _unit()}}}
    for degree in DEGREES:
        pages[degree] = {"title": f"Sida {degree}", "questions": _questions(marks, types, degree, "")}
    pages["counted"]["questions"]["total"] = {"type": "computed", "label": "Summa", "sum": ["number_plain"]}
    pages["rows"] = {
        "title": "Rader",
        "repeat": {"min": 1, "max": 3, "item": "Rad"},
        "questions": _questions(marks, types, "private", "", "row_"),
    }
    counted = [id for degree in COUNTED for id in pages[degree]["questions"] if id != "total"]
    reports = {id: {"title": "Antal", "count": "submissions", "rows": id, "filters": ["period", "choice_both"]} for id in counted}
    reports |= {id: {"title": "Antal", "count": "submissions", "rows": id} for id in pages["touchy"]["questions"]}
    value = {
        "template": "marked",
        "title": "Märkt",
        "form": {"pages": pages},
        "cases": {"start": "on_submit"},
        "functions": {"keeper": "Skötare", "owner": {"label": "Ägare", "held_by": "organisation"}},
        "routing": [{"to": "keeper"}],
        "forms": {name: {"title": name, "questions": _questions(marks, types, "private", f"{name}.")} for name in ("talk", "verdict")},
        "workflow": {
            "told": {"kind": "notice", "title": "Ägaren får veta", "to": "owner", "before": "decisions"},
            "verdict": {
                "kind": "decision",
                "title": "Beslut",
                "form": "verdict",
                "outcomes": {"go": {"label": "Gå vidare", "reason": "required"}},
            },
            "talk": {"kind": "form", "form": "talk", "by": "keeper", "repeat": True},
        },
        "reports": reports,
    }
    return Marked(marks, json.dumps(value))


def _unit() -> dict[str, Any]:
    return {"type": "unit", "label": "Vilken plats?", "routes": True}


def _questions(marks: Marks, types: Mapping[str, FieldType], degree: str, prefix: str, name: str = "") -> dict[str, Any]:
    """A question of each type; what lists options has its mark among them. Only closed answers are counted, and few enough to have room."""
    found = {}
    for kind, type_ in types.items():
        id = f"{name}{kind}_{degree}"
        if "statistics" in DEGREES[degree] and not (type_.countable and type_.asks):
            continue
        if type_.identifies and not DEGREES[degree].get("personal", True):
            continue
        question: dict[str, Any] = {"type": kind, "label": f"Fråga {id}", **DEGREES[degree], **KEYS.get(kind, {})}
        if type_.has_options:
            word = f"Kanarie{marks.number(f'{prefix}{id}'):03}"
            question["options"] = {word: word, "other": "Annat"}
        if kind == "constant":
            question["value"] = f"Kanarie{marks.number(f'{prefix}{id}'):03}"
        found[id] = question
    return found


def typed(questions: tuple[Question, ...], answers: Mapping[str, Any], context: Context, at: str = "") -> dict[str, list[str]]:
    """What a browser would send of answers."""
    sent: dict[str, list[str]] = {}
    for question in questions:
        value = answers.get(question.id)
        if question.questions:
            sent[rows_name(f"{at}{question.id}")] = [str(len(value))]
            for number, row in enumerate(value):
                sent |= typed(question.questions, row, context, f"{at}{question.id}/{number}/")
        elif question.type.asks and value is not None:
            parts = question.type.sent(value, question, context).items()
            sent |= {input_name(f"{at}{question.id}", part): list(texts) for part, texts in parts}
    return sent


def chosen(form: Form, sent: dict[str, list[str]]) -> dict[str, list[tuple[str, bytes]]]:
    """The files that a browser would send in place of their ids, which are taken out of what it sends otherwise."""
    inputs = [name for name in sent if (question := form.find(name.rpartition(".")[2])) is not None and question.type.name == "file"]
    words = {name: sent.pop(name) for name in inputs}
    return {name: [(f"{word}.pdf", PDF.replace(b"endobj", f"({word})endobj".encode())) for word in texts] for name, texts in words.items()}
