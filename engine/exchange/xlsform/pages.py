"""From groups in groups to pages of questions: one for each group at the top, and one for what stands between."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from engine.exchange.clauses import Clause, every
from engine.exchange.xlsform.comparing import number_of
from engine.exchange.xlsform.kinds import ABOUT_THE_DEVICE
from engine.exchange.xlsform.known import Known
from engine.exchange.xlsform.naming import label_of, name_of
from engine.exchange.xlsform.questions import Asker, Spot
from engine.exchange.xlsform.shaping import OWN_COLUMN
from engine.exchange.xlsform.tables import Row
from engine.exchange.xlsform.tree import Branch, Leaf, names
from engine.exchange.xlsform.wordings import Wording

_MOST_ROWS = 50
_OWN_BOUNDS = re.compile("([0-9]{1,2})-([1-9][0-9]?)")
_DEEPEST = 2
_SILENT = frozenset({"calculate", "hidden", *ABOUT_THE_DEVICE})
Questions = dict[str, Any]


@dataclass
class Pages:
    """Makes pages in the order of the rows. `title` is that of the form."""

    asker: Asker
    title: Wording
    made: dict[str, Any] = field(default_factory=dict)
    untitled: int = 0

    def make(self, parts: list[Leaf | Branch], spot: Spot | None = None) -> None:
        """Adds the pages of these parts; a group that holds everything, with groups in it, is none by itself."""
        spot = spot or Spot()
        whole = _whole(parts)
        if whole is not None:
            self._whole(whole, spot)
            return
        loose: Questions = {}
        for part in parts:
            if isinstance(part, Leaf):
                loose |= self.asker.questions(part.row, part.kind, spot)
                continue
            self._loose(loose, spot)
            loose = {}
            if part.repeats:
                self._repeat(part, spot)
            else:
                self._group(part, spot)
        self._loose(loose, spot)

    def _whole(self, branch: Branch, spot: Spot) -> None:
        self._tell_group(branch.row)
        if "label" in branch.row.spoken:
            self.asker.notes.tell("group-of-all", branch.row.place("label"))
        show_if = self._page_clause(branch, spot)
        if show_if is not False:
            self.make(branch.parts, self._inside(branch.row, replace(spot, page=show_if)))

    def _group(self, branch: Branch, spot: Spot) -> None:
        self._tell_group(branch.row)
        show_if = self._page_clause(branch, spot)
        if show_if is False:
            return
        id = self.asker.names.ids[branch.row.number]
        inside = self._inside(branch.row, replace(spot, page=show_if), clause=True)
        title = self.asker.wordings.read(branch.row, "label")
        if questions := self._questions(branch.parts, inside):
            self.made[id] = {**self._head(title, show_if, branch.row), "questions": questions}

    def _repeat(self, branch: Branch, spot: Spot) -> None:
        """A repeat at the top is a page that is filled in once for each row."""
        show_if = self._page_clause(branch, spot)
        group = None if show_if is False else self._rows(branch, replace(spot, page=show_if))
        if group is None:
            return
        id, made = group
        self.made[id] = {**self._head(made["label"], show_if, branch.row), "repeat": made["repeat"], "questions": made["questions"]}

    def _loose(self, questions: Questions, spot: Spot) -> None:
        """What stands between groups. What is not asked belongs to the page before, so that no page is empty."""
        before = next(reversed(self.made.values()), None)
        asked = [question for question in questions.values() if question["type"] not in ("computed", "constant")]
        if questions and not asked and before is not None and not {"show_if", "repeat"} & set(before):
            before["questions"] |= questions
        elif questions:
            alone = asked[0]["label"] if len(asked) == 1 and asked[0]["type"] != "info" else None
            self.made[self.asker.names.more("page")] = {**self._head(alone, spot.page), "questions": questions}

    def _head(self, title: Wording | None, show_if: Clause, row: Row | None = None) -> dict[str, Any]:
        """What a page has besides its questions."""
        hint = self.asker.wordings.read(row, "hint") if row is not None else None
        shown = {} if isinstance(show_if, bool) else {"show_if": show_if}
        return {"title": title or self._own_title(), **({"hint": hint} if hint else {}), **shown}

    def _own_title(self) -> Wording:
        """The form's title, with a number from the second page that has it."""
        self.untitled += 1
        if self.untitled == 1:
            return self.title
        if isinstance(self.title, str):
            return f"{self.title} ({self.untitled})"
        return {language: f"{text} ({self.untitled})" for language, text in self.title.items()}

    def _questions(self, parts: list[Leaf | Branch], spot: Spot) -> Questions:
        """The questions of a page or a group; a group in it is its heading and what stands in it."""
        found: Questions = {}
        for part in parts:
            if isinstance(part, Leaf):
                found |= self.asker.questions(part.row, part.kind, spot)
            elif part.repeats:
                found |= self._nested(part, spot)
            else:
                found |= self._headed(part, spot)
        return found

    def _headed(self, branch: Branch, spot: Spot) -> Questions:
        self._tell_group(branch.row)
        clause = self._clause(branch, spot)
        if clause is False:
            return {}
        label, hint = (self.asker.wordings.read(branch.row, column) for column in ("label", "hint"))
        id = self.asker.names.ids[branch.row.number]
        heading = {"type": "info", "label": label, **({"hint": hint} if hint else {}), **({} if clause is True else {"show_if": clause})}
        inside = self._questions(branch.parts, self._inside(branch.row, spot, clause=clause))
        return {**({id: heading} if label and inside else {}), **inside}

    def _nested(self, branch: Branch, spot: Spot) -> Questions:
        clause = self._clause(branch, spot)
        group = None if clause is False else self._rows(branch, replace(spot, clause=True))
        if group is None:
            return {}
        id, made = group
        return {id: made if clause is True else {**made, "show_if": clause}}

    def _rows(self, branch: Branch, spot: Spot) -> tuple[str, Questions] | None:
        """A repeating group, None where it stands too deep or has nothing in it."""
        row, asker = branch.row, self.asker
        if len(spot.groups) >= _DEEPEST:
            asker.notes.lose("repeat-too-deep", row.place("type"))
            self._leave_out(branch)
            return None
        self._tell_group(row)
        name, id = name_of(row), asker.names.ids[row.number]
        inside = replace(self._inside(row, spot, clause=True), groups=(*spot.groups, id))
        questions = self._questions(branch.parts, inside)
        if not questions:
            asker.scope.left_out.add(name)
            return None
        asker.scope.learn(name, Known(id, "rows", spot.groups))
        label = asker.wordings.read(row, "label") or label_of(row)
        return id, {"type": "group", "label": label, "repeat": {**self._bounds(row), "item": label}, "questions": questions}

    def _bounds(self, row: Row) -> dict[str, int]:
        """How many rows: as many as `repeat_count` says, else any number up to the most that there can be."""
        count, own = row.get("repeat_count"), _OWN_BOUNDS.fullmatch(row.get(OWN_COLUMN))
        if own is not None and int(own[1]) <= int(own[2]) <= _MOST_ROWS:
            return {"min": int(own[1]), "max": int(own[2])}
        if not count:
            self.asker.notes.tell("repeat-bounded", row.place("type"), most=_MOST_ROWS)
            return {"min": 0, "max": _MOST_ROWS}
        number = number_of(count)
        if not isinstance(number, int) or not 0 < number <= _MOST_ROWS:
            self.asker.notes.lose("repeat-count", row.place("repeat_count"), count=count, most=_MOST_ROWS)
            return {"min": 0, "max": _MOST_ROWS}
        return {"min": number, "max": number}

    def _inside(self, row: Row, spot: Spot, *, clause: Clause | None = None) -> Spot:
        """The spot inside a group; one with a condition has a place of its own in `within`."""
        within = (*spot.within, f"{row.number}") if row.get("relevant") else spot.within
        found = replace(spot, around=row.get("name"), within=within)
        return found if clause is None else replace(found, clause=clause)

    def _tell_group(self, row: Row) -> None:
        for word in row.get("appearance").lower().split():
            if word != "field-list":
                self.asker.notes.tell("appearance", row.place("appearance"), appearance=word)

    def _page_clause(self, branch: Branch, spot: Spot) -> Clause:
        """When a page is shown; one that never is is told."""
        return self._told(branch, every([spot.page, self.asker.condition(branch.row, spot)]))

    def _clause(self, branch: Branch, spot: Spot) -> Clause:
        """When a group on a page is shown; one that never is is told."""
        return self._told(branch, self.asker.shown(branch.row, spot))

    def _told(self, branch: Branch, clause: Clause) -> Clause:
        if clause is False:
            self.asker.notes.tell("never-asked", branch.row.place("relevant"))
            self._leave_out(branch)
        return clause

    def _leave_out(self, branch: Branch) -> None:
        self.asker.scope.left_out |= set(names([branch]))


def _whole(parts: list[Leaf | Branch]) -> Branch | None:
    """The group that holds all that is asked, when it has groups in it and is not meant to be seen at once."""
    asked = [part for part in parts if isinstance(part, Branch) or part.kind.name not in _SILENT]
    only = asked[0] if len(asked) == 1 else None
    if not isinstance(only, Branch) or only.repeats or "field-list" in only.row.get("appearance").lower().split():
        return None
    return only if any(isinstance(part, Branch) for part in only.parts) else None
