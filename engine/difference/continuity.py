"""Holds a template's `changes` against the version before it: nothing counted may go without a word, and no line may speak of nothing."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property

from engine.difference.fates import Fates, counted_names, fates
from engine.difference.parts import GROUP, OPTION, OUTCOME, QUESTION, SPAN, STEP, parts
from engine.errors import NOWHERE, Fault, Mark
from engine.template.counted import closed_values
from engine.template.model import Counted, FormTemplate
from engine.template.notes import Notes
from engine.template.source import Path

_CHANGES = "changes"
_COMPARED = 30_000
"""So many names are compared in search of guesses: a text where everything is wrong would keep a machine busy."""


def change_faults(old: FormTemplate, new: FormTemplate) -> tuple[Fault, ...]:
    """Every fault in what the new version says has become of the old one's names, in the order of the text."""
    check = _Check(old, new)
    check.lines()
    check.missing()
    return tuple(sorted(check.notes.faults, key=lambda fault: fault.mark.order))


class _Check:
    """Goes through the lines of `changes`, then through what is counted no more."""

    def __init__(self, old: FormTemplate, new: FormTemplate) -> None:
        self.old, self.new = old, new
        self.notes = Notes(new.written)
        self.fates: Fates = fates(old, new)
        self.was, self.now = _asked(old), _asked(new)
        self.counted_then, self.counted_now = counted_names(old), counted_names(new)
        self.values = {reference: closed_values(item.question) for reference, item in new.counted.items()}
        self.targets = Counter(self.fates.names.values())
        self.compared = 0

    def lines(self) -> None:
        for name, became in self.new.changes.items():
            path = _CHANGES, name
            found = self.counted_then.get(name)
            if found is None and name not in self.was:
                self.notes.fault("change-of-nothing", path, key=True, guess=self._near(name, self._gone), given=name)
            elif found is None:
                self._uncounted(name, became, path)
            elif found[1] is None:
                self._question(name, became, path)
            else:
                self._answer(found[0], found[1], became, path)

    @cached_property
    def _gone(self) -> list[str]:
        """The names that a line could speak of."""
        return [name for name in dict.fromkeys((*self.counted_then, *self.was)) if name not in self.now and name not in self.counted_now]

    def _near(self, name: str, known: Iterable[str]) -> str | None:
        """What was probably meant."""
        names = list(known)
        self.compared += len(names)
        found = get_close_matches(name, names, 1, 0.6) if self.compared <= _COMPARED else []
        return found[0] if found else None

    def _uncounted(self, name: str, became: tuple[str, ...], path: Path) -> None:
        """A line about a group, step or span, or about what was never counted and is then a note; it must be true all the same."""
        sort, of = self.was[name]
        if self.now.get(name, ("",))[0] == sort:
            self.notes.fault("change-still-there", path, key=True, given=name)
        if sort != OPTION and len(became) > 1:
            self.notes.fault("change-split-question", path, given=name)
        if name in self.old.grains and self._taken(became, self.old.grains):
            self.notes.fault("change-merged-question", path, given=name, target=became[0])
        now = self.fates.name(of) if of else None
        known = [other.removeprefix(f"{now}.") for other in self._places.get((sort, now), ())]
        for target in became:
            if target not in known:
                self._unknown(target, known, path)

    @cached_property
    def _places(self) -> Mapping[tuple[str, str | None], list[str]]:
        """What there is now, by what it is and where."""
        found: dict[tuple[str, str | None], list[str]] = {}
        for name, place in self.now.items():
            found.setdefault(place, []).append(name)
        return found

    def _taken(self, became: tuple[str, ...], before: Container[str]) -> bool:
        """True when what something became was there before, or is what something else became."""
        return len(became) == 1 and (became[0] in before or self.targets[became[0]] > 1)

    def _question(self, name: str, became: tuple[str, ...], path: Path) -> None:
        if name in self.new.counted:
            self.notes.fault("change-still-there", path, key=True, given=name)
        elif len(became) > 1:
            self.notes.fault("change-split-question", path, given=name)
        elif became and became[0] not in self.new.counted:
            self._unknown(became[0], self.new.counted, path)
        elif became and _kind(self.new.counted[became[0]]) != _kind(self.old.counted[name]):
            self.notes.fault("change-other-kind", path, given=name, target=became[0])
        elif self._taken(became, self.old.counted):
            self.notes.fault("change-merged-question", path, given=name, target=became[0])

    def _answer(self, reference: str, value: str, became: tuple[str, ...], path: Path) -> None:
        known = self.values.get(self.fates.name(reference) or "", ())
        if value in known and len(became) < 2:
            self.notes.fault("change-still-there", path, key=True, given=path[-1])
        for target in became:
            if target not in known:
                self._unknown(target, known, path)

    def _unknown(self, target: str, known: Iterable[str], path: Path) -> None:
        self.notes.fault("change-target", path, guess=self._near(target, known), given=path[-1], target=target)

    def missing(self) -> None:
        """What was counted and is not counted any more, with no line about it."""
        gone = [item for name, item in self.old.counted.items() if name not in self.new.counted and name not in self.fates.names]
        # what is worked out of a step goes with it, and comes along where the step is only called something else
        lost = [item for item in gone if not item.derived]
        for kind in sorted({_kind(item) for item in lost}):
            fresh = [name for name, item in self._fresh if _kind(item) == kind]
            self._demand([item.reference for item in lost if _kind(item) == kind], fresh, NOWHERE)
        for item in (item for item in self.old.counted.values() if not item.derived):
            now = self.new.counted.get(self.fates.name(item.reference) or "")
            if now is not None and (now.reference == item.reference or _kind(now) == _kind(item)):
                self._missing_answers(item, now)
        grains = {report.grain for report in self.old.reports.values()} - self.new.grains.keys() - self.fates.names.keys()
        for sort in (GROUP, STEP, SPAN):
            fresh = [name for name in self.new.grains if name not in self.old.grains and self.now.get(name) == (sort, None)]
            self._demand(sorted(name for name in grains if self.was[name] == (sort, None)), fresh, NOWHERE)

    @property
    def _fresh(self) -> list[tuple[str, Counted]]:
        """What is asked and counted now, and was not."""
        return [(name, item) for name, item in self.new.counted.items() if name not in self.old.counted and not item.derived]

    def _missing_answers(self, item: Counted, now: Counted) -> None:
        were, are = closed_values(item.question), self.values[now.reference]
        lost = [value for value in were if value not in are and value not in self.fates.values.get(item.reference, {})]
        self._demand(lost, [value for value in are if value not in were], now.question.mark, of=item.reference)

    def _demand(self, lost: list[str], fresh: list[str], near: Mark, *, of: str | None = None) -> None:
        """Proposes for each name what it is most like among what is new, else that it has gone; answers `of` a question may become one."""
        mark = self.notes.source.key_mark((_CHANGES,)) if self.new.changes else near
        free = [name for name in fresh if of or name not in self.targets]
        for name in lost:
            like = self._near(name, free) or (free[0] if len(free) == len(lost) == 1 else None)
            full, proposal = f"{of}.{name}" if of else name, f"{{became: {_quoted(like)}}}" if like else "gone"
            self.notes.faults.append(Fault("change-missing", mark, {"given": full}, f"{full}: {proposal}"))
            free = free if of else [other for other in free if other != like]


def _kind(item: Counted) -> str:
    return item.question.type.kind


def _asked(template: FormTemplate) -> Mapping[str, tuple[str, str | None]]:
    """Each question, group, step, span and answer by its name: which of them it is, and the question that an answer is one of."""
    found: dict[str, tuple[str, str | None]] = {}
    for part in parts(template):
        if part.kind in (QUESTION, GROUP, STEP, SPAN):
            found[part.id] = part.kind, None
        elif part.kind in (OPTION, OUTCOME):
            found[part.id] = OPTION, part.id.rpartition(".")[0]
    return found


def _quoted(key: str) -> str:
    """A key as it can stand in YAML."""
    plain = re.fullmatch("[A-Za-z][A-Za-z0-9_.-]*", key) and key.lower() not in ("true", "false", "null")
    return key if plain else f'"{key}"'
