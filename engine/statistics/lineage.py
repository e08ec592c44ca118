"""What numbers of earlier versions mean in a report of a later one, by what each version says has become of names. No fact is changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from engine.difference.fates import Fates, fates
from engine.fields import Question
from engine.statistics.facts import Fact
from engine.template.counted import closed_values, several
from engine.template.model import FormTemplate


@dataclass(frozen=True)
class Era:
    """How facts of versions below `before` say an answer: under which reference, and which of its values have another name today."""

    before: int
    reference: str
    became: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Break:
    """Where a series is broken: version `version` split a value of a question into others, by the names that all have today."""

    version: int
    reference: str
    value: str
    into: tuple[str, ...]


@dataclass(frozen=True)
class Lineage:
    """All by the names of the latest version: eras of its counted answers and of what is counted one by one, breaks, both oldest first,
    and what each question was before, newest first. `version` is the latest one's number, 0 where it is not known.

    `moved` are a grain and an answer where facts of some version can have several values and those of another can not.
    """

    eras: Mapping[str, tuple[Era, ...]] = field(default_factory=dict)
    breaks: tuple[Break, ...] = ()
    questions: Mapping[str, tuple[Question, ...]] = field(default_factory=dict)
    moved: frozenset[tuple[str, str]] = frozenset()
    version: int = 0

    @classmethod
    def of(cls, versions: Mapping[int, FormTemplate]) -> "Lineage":
        """The lineage of the latest of some versions by their numbers."""
        numbers = sorted(versions)
        steps = [(new, versions[old], fates(versions[old], versions[new])) for old, new in pairwise(numbers)]
        newest = versions[numbers[-1]]
        lines = {name: _Line(name, counted=name in newest.counted) for name in (*newest.counted, *newest.grains)}
        for number, old, fate in reversed(steps):
            for line in lines.values():
                line.go_back(number, old, fate)
        found = cls(
            {reference: tuple(reversed(line.eras)) for reference, line in lines.items() if line.eras},
            tuple(sorted((found for line in lines.values() for found in line.breaks), key=lambda found: found.version)),
            {reference: tuple(line.questions) for reference, line in lines.items() if line.counted},
        )
        return replace(found, moved=found._moved(versions), version=numbers[-1])

    def _moved(self, versions: Mapping[int, FormTemplate]) -> frozenset[tuple[str, str]]:
        newest = versions[max(versions)]
        kept: dict[tuple[str, str], set[bool]] = {}
        for number, template in versions.items():
            grains = {today: self.era(today, number).reference for today in newest.grains}
            items = {today: template.counted.get(self.era(today, number).reference) for today in newest.counted}
            for today, then in grains.items():
                for name, item in items.items():
                    if item is not None and then in template.grains:
                        kept.setdefault((today, name), set()).add(several(then, item, template.grains))
        return frozenset(key for key, ways in kept.items() if len(ways) > 1)

    def era(self, reference: str, version: int) -> Era:
        """How facts of a version say an answer."""
        return next((era for era in self.eras.get(reference, ()) if version < era.before), Era(version + 1, reference))

    def read(self, fact: Fact, version: int) -> Fact:
        """A fact of a version, as the latest one would have said it."""
        eras = {reference: self.era(reference, version) for reference in self.questions}
        then = {era.reference: (reference, era.became) for reference, era in eras.items()}
        grain, slash, alone = fact.grain.partition("/")
        grain = next((today for today in self.eras if self.era(today, version).reference == grain), grain)
        return replace(
            fact,
            grain=f"{grain}{slash}{then[alone][0] if alone in then else alone}",
            single={then[name][0]: then[name][1].get(value, value) for name, value in fact.single.items() if name in then},
            several={
                then[name][0]: tuple(dict.fromkeys(then[name][1].get(value, value) for value in kept))
                for name, kept in fact.several.items()
                if name in then
            },
        )


ONE_VERSION = Lineage()
"""The lineage of a template that has not changed."""


class _Line:
    """One counted answer, or group or step, followed from the latest version backwards: its name there, and what its values there mean."""

    def __init__(self, name: str, *, counted: bool) -> None:
        self.today = self.name = name
        self.counted = counted
        self.became: dict[str, str] = {}
        self.eras: list[Era] = []
        self.breaks: list[Break] = []
        self.questions: list[Question] = []

    def go_back(self, number: int, old: FormTemplate, fate: Fates) -> None:
        """One version back, past what version `number` says."""
        name = next(self._before(old, fate), None)
        if name is None:
            return
        became = self._values_before(number, fate.values.get(name, {}))
        if (name, became) != (self.name, self.became):
            self.eras.append(Era(number, name, became))
        self.name, self.became = name, became
        self.questions += [old.counted[name].question] if self.counted else []

    def _before(self, old: FormTemplate, fate: Fates) -> Iterator[str]:
        """What it was called in the version before."""
        return (name for name in (old.counted if self.counted else old.grains) if fate.name(name) == self.name)

    def _values_before(self, number: int, lines: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
        found = {value: now for value, now in self.became.items() if value not in lines}
        for value, into in lines.items():
            now = tuple(self.became.get(one, one) for one in into)
            if len(now) == 1:
                found[value] = now[0]
            elif now:
                self.breaks.append(Break(number, self.today, value, now))
        return found


def knowing(questions: tuple[Question, ...], value: str) -> Question:
    """The first of some questions that has the value among its answers, else the first."""
    if len(questions) == 1:
        return questions[0]
    return next((question for question in questions if value in closed_values(question)), questions[0])
