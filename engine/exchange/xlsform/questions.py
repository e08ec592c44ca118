"""From rows that ask something to questions: what all sorts have in common."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.exchange.clauses import Clause, every
from engine.exchange.notes import Notes
from engine.exchange.unsayable import Unsayable
from engine.exchange.xlsform.constraints import Limits
from engine.exchange.xlsform.kinds import ABOUT_THE_DEVICE, Kind
from engine.exchange.xlsform.known import Group, Scope
from engine.exchange.xlsform.naming import Names, label_of, name_of
from engine.exchange.xlsform.options import MOST, Lists
from engine.exchange.xlsform.presets import preset
from engine.exchange.xlsform.relevant import Reader
from engine.exchange.xlsform.selects import OTHER
from engine.exchange.xlsform.shapes import shape_of
from engine.exchange.xlsform.shaping import Shape, Shaping
from engine.exchange.xlsform.tables import MEDIA, Row
from engine.exchange.xlsform.wordings import Wordings
from engine.fields._clean import LONGEST

_FALSE = ("", "no", "false", "false()", "0")
_HONOURED = frozenset({"multiline", "field-list", "signature"})
_LOOKS_MORE = ("month-year", "year")
"""Appearances that ask for less than the type does."""
_SHORT, _LONG = 200, 1000
"""The longest answer of one line, unless more is allowed, and the most that can be."""


@dataclass(frozen=True)
class Spot:
    """Where rows stand: in which repeating groups and conditional groups, under which conditions of the page and of groups on it."""

    around: str = ""
    groups: Group = ()
    within: Group = ()
    page: Clause = True
    clause: Clause = True


@dataclass(frozen=True)
class Asker:
    """Makes questions of rows, one after the other, since each may look at those before it."""

    names: Names
    scope: Scope
    lists: Lists
    wordings: Wordings
    notes: Notes
    shared: frozenset[str]

    def reader(self, spot: Spot) -> Reader:
        """Reads conditions that stand there."""
        return Reader(self.scope, spot.groups, within=spot.within)

    def questions(self, row: Row, kind: Kind, spot: Spot) -> Iterator[tuple[str, dict[str, Any]]]:
        """The questions that a row becomes, with their ids: none, one, or one and what belongs to it."""
        name = name_of(row)
        shape = self._shape(row, kind, spot)
        if shape is None:
            self.scope.left_out.add(name)
            return
        show_if = self.shown(row, spot, shape.offered)
        if show_if is False:
            self.notes.tell("never-asked", row.place("relevant"))
            self.scope.left_out.add(name)
            return
        id = self.names.ids[row.number]
        question = self._question(row, shape, show_if)
        certain = shape.type not in ("info", "computed", "constant") and not {"optional", "show_if"} & set(question)
        self.scope.learn(name, replace(shape.known, id=id, groups=spot.groups, within=spot.within, certain=certain))
        yield id, question
        yield from self._beside(row, id, shape, spot)

    def _shape(self, row: Row, kind: Kind, spot: Spot) -> Shape | None:
        if kind.name in ABOUT_THE_DEVICE:
            self.notes.tell("about-the-device", row.place("type"), type=row.get("type"))
            if kind.name == "today":
                self.scope.today.add(name_of(row))
            return None
        if row.says("read_only") and kind.name not in ("note", "calculate", "hidden"):
            kind = self._read_only(row, kind)
        label, hint = self.wordings.read(row, "label", marks=kind.name == "note"), self.wordings.read(row, "hint")
        if label is None and kind.name not in ("calculate", "hidden"):
            self.notes.tell("no-label", row.place("label"))
        reader = self.reader(spot)
        found = Shaping(row, kind, label or hint or label_of(row), reader, self.lists, self.shared, self.notes, self.wordings.languages)
        return shape_of(found)

    def _read_only(self, row: Row, kind: Kind) -> Kind:
        """A question that nobody can answer is a text to read, or what is worked out."""
        if row.get("calculation"):
            return Kind("calculate")
        if row.get("default"):
            self.notes.lose("read-only-value", row.place("default"))
        return Kind("note")

    def shown(self, row: Row, spot: Spot, offered: Clause = True) -> Clause:
        """When a row is shown: by its own condition, those of the groups that it stands in on the page, and if it has options at all."""
        own = self.condition(row, spot)
        return every(part for part in (spot.clause, own, offered) if part != spot.page)

    def condition(self, row: Row, spot: Spot) -> Clause:
        """What `relevant` says; True, and a remark, where it can not be said."""
        text = row.get("relevant")
        if not text:
            return True
        try:
            return self.reader(spot).read(text)
        except Unsayable as error:
            self.notes.lose(f"relevant-{error.reason}", row.place("relevant"), part=error.about)
            return True

    def _question(self, row: Row, shape: Shape, show_if: Clause) -> dict[str, Any]:
        hint = self.wordings.read(row, "hint")
        label = shape.label or self.wordings.read(row, "label") or hint or label_of(row)
        found: dict[str, Any] = {"type": shape.type, "label": label}
        if hint is not None and hint != label:
            found["hint"] = hint
        found |= self._limited(row, shape)
        if shape.type == "text" and _LONG < max(found.get("min_length", 0), found.get("max_length", 0)):
            found["type"] = "long_text"
        found |= {} if isinstance(show_if, bool) else {"show_if": dict(show_if)}
        if shape.type not in ("info", "constant", "computed"):
            found |= self._demand(row) | preset(row, found, shape.known, self.notes)
        self._tell_rest(row, shape)
        return found

    def _demand(self, row: Row) -> dict[str, Any]:
        """Whether an answer is demanded, and what is said when it is missing."""
        demanded = row.says("required")
        if not demanded and row.get("required").lower() not in _FALSE:
            self.notes.lose("required-sometimes", row.place("required"))
        missing = self.wordings.read(row, "required_message")
        return ({} if demanded else {"optional": True}) | ({"missing": missing} if missing and demanded else {})

    def _limited(self, row: Row, shape: Shape) -> dict[str, Any]:
        """The type's own keys with the limits of the constraint."""
        keys = dict(shape.keys)
        text = row.get("constraint")
        if not text:
            return keys
        names = tuple(shape.known.values or ())
        limits = Limits(shape.type, Reader(self.scope), shape.known.decimals, names, dict(keys), name_of(row))
        limits.read(text)
        for error in limits.left:
            self.notes.lose(f"constraint-{error.reason}", row.place("constraint"), part=error.about)
        for part in limits.nearly:
            self.notes.tell("constraint-day", row.place("constraint"), part=part)
        keys = self._in_order(row, keys, limits.keys, shape)
        message = self.wordings.read(row, "constraint_message")
        if message is not None and "pattern" in keys:
            keys["pattern_message"] = message
        elif message is not None:
            self.notes.tell("constraint-message", row.place("constraint_message"))
        return keys

    def _in_order(self, row: Row, own: Mapping[str, Any], keys: dict[str, Any], shape: Shape) -> dict[str, Any]:
        """The limits, unless the least is more than the most."""
        if "none" in keys and shape.known.values:
            keys["none"] = shape.known.values[keys["none"]][0]
        given = {"min": 0, **keys} if shape.type == "money" else dict(keys)
        if shape.type == "choices":
            given["max"] = min(keys.get("max", MOST), sum(map(len, (shape.known.values or {}).values())))
        for least, most in (("min", "max"), ("min_length", "max_length")):
            if least in given and most in given and given[least] != "today" != given[most] and given[least] > given[most]:
                self.notes.lose("constraint-never", row.place("constraint"))
                return dict(own)
        if shape.known.factor != 1:
            keys |= {key: round(keys[key] * shape.known.factor) for key in ("min", "max") if key in keys}
        return keys if keys.get("min_length", 0) <= _SHORT else {"max_length": LONGEST, **keys}

    def _beside(self, row: Row, id: str, shape: Shape, spot: Spot) -> Iterator[tuple[str, dict[str, Any]]]:
        """The question that belongs to another: what "other" is, or the time of a day."""
        if shape.beside is None:
            return
        word, second = shape.beside
        about_option: Clause = {id: {"includes": word} if shape.type == "choices" else word}
        show_if = every([spot.clause, about_option]) if word == OTHER else self.shown(row, spot)
        question = {"type": second.type, "label": second.label, **({} if isinstance(show_if, bool) else {"show_if": dict(show_if)})}
        name = f"{name_of(row)}_{word}"
        found = self.names.more(name, spot.around)
        if name not in self.scope.found:
            self.scope.learn(name, replace(second.known, id=found, groups=spot.groups, within=spot.within))
        yield found, question | (self._demand(row) if word != OTHER else {})

    def _tell_rest(self, row: Row, shape: Shape) -> None:
        """What stands in other columns and is not carried."""
        for word in row.get("appearance").lower().split():
            if shape.type == "date" and word in _LOOKS_MORE:
                self.notes.lose("appearance-less", row.place("appearance"), appearance=word)
            elif word not in _HONOURED:
                self.notes.tell("appearance", row.place("appearance"), appearance=word)
        for column in (*MEDIA, "guidance_hint"):
            if column in row.spoken:
                self.notes.lose("media" if column in MEDIA else "guidance", row.place(column))
        if row.get("calculation") and shape.type not in ("computed", "constant"):
            self.notes.lose("calculation-beside", row.place("calculation"))
        if shape.type == "info" and row.says("required"):
            self.notes.tell("note-required", row.place("required"))
        if row.get("trigger"):
            self.notes.lose("trigger", row.place("trigger"))
        if row.get("parameters") and shape.type not in ("scale", "number", "long_text"):
            self.notes.tell("parameters", row.place("parameters"), parameters=row.get("parameters"))
