"""What each type of answer of GOV.UK Forms becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.attachments import KINDS
from engine.exchange.ids import Ids, option_keys
from engine.exchange.json_values import pointer
from engine.exchange.notes import Notes
from engine.exchange.values import truth
from engine.exchange.words import Words
from engine.texts import engine_texts

NONE = "none_of_the_above"
_LONGEST_LINE = 499
_LONGEST = 4999
_MOST_OPTIONS = 499
LARGEST_FILE = 7
"""Megabytes that a file may have there."""


@dataclass(frozen=True)
class Asked:
    """The questions of a page by their ids; `id` is the first one's, and `keys` its options by what routes call them."""

    id: str = ""
    questions: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """A question of the document, its place, and what is needed to make one of it."""

    question: Mapping[str, Any]
    place: str
    words: Words
    ids: Ids
    language: str

    @property
    def notes(self) -> Notes:
        """Where it is told what is lost."""
        return self.words.notes

    @property
    def settings(self) -> Mapping[str, Any]:
        """What only its type has."""
        found = self.question.get("answer_settings")
        return found if isinstance(found, dict) else {}

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""
        return truth(self.question.get("is_optional"))

    def said(self, word: str) -> str:
        """A word that the document has no text for."""
        return engine_texts().say(f"exchange.own-words.{word}", self.language)

    def asked(self, type_: str, **keys: Any) -> dict[str, Any]:
        """The question with its words."""
        label = self.words.say(self.question.get("question_text"), f"{self.place}/question_text") or self.said("question")
        found: dict[str, Any] = {
            "type": type_,
            "label": label,
            "hint": self.words.say(self.question.get("hint_text"), f"{self.place}/hint_text"),
        }
        found |= {"optional": True if self.optional else None, **keys}
        return {key: value for key, value in found.items() if value is not None}


def asked_of(source: Source) -> Asked:
    """The questions of a page; none where they can not be carried."""
    type_ = source.question.get("answer_type")
    build = TYPES.get(type_) if isinstance(type_, str) else None
    if type_ == "selection":
        return _selection(source)
    if type_ == "name" and source.settings.get("input_type") not in (None, "full_name"):
        return _names(source)
    if build is None:
        source.notes.lose("not-carried", f"{source.place}/answer_type", what=str(type_)[:40])
        return Asked()
    return _one(source, build(source))


def _one(source: Source, question: dict[str, Any], keys: Mapping[str, str] | None = None) -> Asked:
    id = source.ids.give(str(source.question.get("question_text") or "fraga"))
    return Asked(id, {id: question}, keys or {})


def _text(source: Source) -> dict[str, Any]:
    if source.settings.get("input_type") == "single_line":
        return source.asked("text", max_length=_LONGEST_LINE)
    return source.asked("long_text", max_length=_LONGEST)


def _date(source: Source) -> dict[str, Any]:
    born = source.settings.get("input_type") == "date_of_birth"
    return source.asked("date", max="today" if born else None, shortcuts=False if born else None)


def _address(source: Source) -> dict[str, Any]:
    source.notes.tell("own-check", source.place)
    return source.asked("address", autocomplete="address")


def _name(source: Source) -> dict[str, Any]:
    if truth(source.settings.get("title_needed")):
        source.notes.lose("not-carried", pointer_at(source, "title_needed"), what="title_needed")
    return source.asked("person", autocomplete="name")


def _file(source: Source) -> dict[str, Any]:
    source.notes.tell("own-check", source.place)
    return source.asked("file", accept=list(KINDS), max_files=1, max_size=LARGEST_FILE)


def _own(type_: str) -> Callable[[Source], dict[str, Any]]:
    def build(source: Source) -> dict[str, Any]:
        source.notes.tell("own-check", source.place)
        return source.asked(type_)

    return build


def _names(source: Source) -> Asked:
    """Names that are asked for one by one, on one page."""
    parts = ["title"] if truth(source.settings.get("title_needed")) else []
    parts += ["first"] + (["middle"] if "middle" in str(source.settings.get("input_type")) else []) + ["last"]
    found = {}
    for part in parts:
        question = source.asked("text", max_length=99 if part == "title" else _LONGEST_LINE) | {"label": source.said(f"{part}-name")}
        if part in ("title", "middle"):
            question["optional"] = True
        found[source.ids.give(f"{source.question.get('question_text')} {part}")] = question
    return Asked(next(iter(found)), found)


def _selection(source: Source) -> Asked:
    """One of some options, or several. An optional one must be answered, if by none of them."""
    options = _options(source)
    if not options:
        source.notes.lose("not-carried", pointer_at(source, "selection_options"), what="selection")
        return Asked()
    keys = dict(option_keys(options))
    written: dict[str, Any] = {keys[value]: label for value, label in options.items()}
    one = source.settings.get("only_one_option") in ("true", True)
    more: dict[str, Any] = {}
    if source.optional:
        written[NONE] = source.said("none-of-the-above")
        keys[NONE] = NONE
        more = {} if one else {"none": NONE}
    question = source.asked("choice" if one else "choices", options=written, **more)
    question.pop("optional", None)
    asked = _one(source, question, keys if one else {})
    further = source.settings.get("none_of_the_above_question")
    if not isinstance(further, dict) or not source.optional:
        return asked
    label = source.words.say(further.get("question_text"), pointer_at(source, "none_of_the_above_question", "question_text"))
    follow: dict[str, Any] = {"type": "text", "label": label or source.said("question"), "max_length": _LONGEST_LINE}
    if truth(further.get("is_optional")):
        follow["optional"] = True
    follow["show_if"] = {asked.id: NONE if one else {"includes": NONE}}
    return Asked(asked.id, {**asked.questions, source.ids.give(f"{asked.id}_none"): follow}, asked.keys)


def _options(source: Source) -> dict[str, Any]:
    """The options, by the value that routes know them by."""
    given = source.settings.get("selection_options")
    found: dict[str, Any] = {}
    for number, option in enumerate(given if isinstance(given, list) else []):
        place = pointer_at(source, "selection_options", number)
        name = option.get("name") if isinstance(option, dict) else None
        label = source.words.say(name, f"{place}/name")
        value = option.get("value", name) if isinstance(option, dict) else None
        if label is None or not isinstance(value, str) or len(found) >= _MOST_OPTIONS or value == NONE:
            source.notes.lose("not-understood", place)
        elif value in found:
            source.notes.tell("same-value", place)
        else:
            found[value] = label
    return found


def pointer_at(source: Source, *parts: str | int) -> str:
    """The place of something in the settings."""
    return f"{source.place}/answer_settings{pointer(*parts)}"


def _nino() -> str:
    """A National Insurance number as its rules have it: not every pair of letters begins one."""
    second = "ABCEGHJKLMNPRSTWXYZ"
    without = {"B": "G", "G": "B", "N": "KT", "K": "N", "T": "N", "Z": "Z"}
    common = "".join(letter for letter in "ABCEGHJKLMNOPRSTWXYZ" if letter not in without)
    pairs = [f"[{common}]\\s*[{second}]"]
    pairs += [f"{letter}\\s*[{''.join(one for one in second if one not in banned)}]" for letter, banned in without.items()]
    return f"(?i)(?:{'|'.join(pairs)})(?:\\s*[0-9]){{6}}\\s*[A-D]"


TYPES: Mapping[str, Callable[[Source], dict[str, Any]]] = {
    "text": _text,
    "number": lambda source: source.asked("number", min=0, decimals=6),
    "address": _address,
    "date": _date,
    "email": _own("email"),
    "phone_number": _own("phone"),
    "national_insurance_number": lambda source: source.asked("text", pattern=_nino()),
    "organisation_name": lambda source: source.asked("text", max_length=_LONGEST_LINE, autocomplete="organization"),
    "name": _name,
    "file": _file,
}
