"""What a report and a case are counted as, worked out anew from what is kept of them. It reads, and looks at no fact."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from engine.organisation import Organisation
from engine.statistics.facts import Counter, Fact
from engine.store import cases, journal, submissions, tables, ties
from engine.store.seal import Sealer
from engine.template.counted import CLOSED
from engine.template.model import FormTemplate
from engine.workflow import Case, tallies

Versions = Callable[[str, int], FormTemplate]
"""The template by its name in one of its versions."""


class Said(NamedTuple):
    """All that a fact says, but for the authority: which version of which template counted what, where, when, with which answers."""

    template: str
    version: int
    grain: str
    unit: str | None
    day: date
    values: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Records:
    """Where the records are, and with what they are opened."""

    session: Session
    organisation: Organisation
    sealer: Sealer
    versions: Versions

    def day(self, moment: datetime) -> date:
        """The organisation's local day."""
        return moment.astimezone(self.organisation.zone).date()

    def counter(self, name: str, version: int, unit: str | None, moment: datetime) -> Counter:
        """Counts as a version did at some moment."""
        return Counter(self.versions(name, version), unit, self.day(moment))


def report_anew(records: Records, row: tables.Submission) -> Iterator[Said]:
    """A report of which nothing is erased: itself, its rows, and the incident, once it has led to a case that is its own."""
    answers, _ = submissions.open_answers(records.session, records.sealer, row, row.id)
    counter = records.counter(row.template, row.version, row.unit, row.received_at)
    yield from _said(counter.submission(answers), row.version, counter)
    if row.state == submissions.STARTED and ties.has_own_case(records.session, row.org, row.incident):
        started = journal.of_kind(records.session, row.org, row.id, "report-started")
        opened = records.counter(row.template, row.version, row.unit, started[0].at if started else row.received_at)
        yield from _said(opened.incident(answers), row.version, opened)


def case_anew(records: Records, row: tables.Case) -> Iterator[Said]:
    """A case that is not erased: as it was opened, each finished round, and as it is closed; its own opening only while it is no part
    of another.
    """
    case = cases.as_value(records.session, records.organisation, row)
    (report, number), *_ = cases.submissions_of(records.session, row)
    answers, _ = submissions.open_answers(records.session, records.sealer, report, row.id, only_row=number)
    own = answers[row.group_id][0] if row.group_id else None
    course = _Course.of(row, journal.lines(records.session, row.org, row.id))
    for version, counter, given in _rounds(records, row, case, course):
        yield from _said(counter.round(given.step, given.answers, answers, own), version, counter)
    if ties.merged_into(records.session, row.org, row.id) is not None:
        return
    opened = records.counter(row.template, course.first, row.unit, _counted_as_opened(records, row, report))
    yield from _said(opened.case(answers, own), course.first, opened)
    life = tallies.Life(case, report.received_at, row.opened_at, answers, own)
    for version in course.versions:
        counter = records.counter(row.template, version, row.unit, row.opened_at)
        measured = tallies.spans(counter, records.organisation, life)
        then = (fact for fact in measured if course.when(counter.template.spans[fact.grain].end, case) == version)
        yield from _said(tuple(then), version, counter)
    if row.closed_at is not None:
        counter = records.counter(row.template, course.closed, row.unit, row.closed_at)
        yield from _said(tallies.closed(counter, case, answers, own), course.closed, counter)


def _counted_as_opened(records: Records, row: tables.Case, report: tables.Submission) -> datetime:
    """A case that was opened as its report was taken in is counted when that reached the organisation, which may be earlier."""
    taken_in = journal.of_kind(records.session, row.org, report.id, "submission-received")
    return report.received_at if taken_in and taken_in[0].at == row.opened_at else row.opened_at


@dataclass(frozen=True)
class _Course:
    """By which version of its template each thing in a case was done, as its journal tells; `first` is the one it was opened by."""

    first: int
    closed: int
    rounds: dict[tuple[int, int], int] = field(default_factory=dict)
    done: dict[int, int] = field(default_factory=dict)

    @property
    def versions(self) -> list[int]:
        """Those by which something was done."""
        return sorted({self.first, self.closed, *self.done.values()})

    def when(self, point: str, case: Case) -> int:
        """The version by which the case came to a point."""
        run = tallies.reached(case, point)
        return self.closed if point == CLOSED else self.done[run.number] if run else self.first

    @classmethod
    def of(cls, row: tables.Case, lines: Sequence[tables.JournalLine]) -> "_Course":
        moved = [line.facts for line in lines if line.kind == "moved-to-version"]
        version = first = closed = moved[0]["from"] if moved else row.version
        rounds, done = {}, {}
        for line in lines:
            if line.kind == "moved-to-version":
                version = line.facts["to"]
            elif line.kind == "round-saved":
                rounds[line.facts["run"], line.facts["round"]] = version
            elif line.kind == "step-done":
                done[line.facts["run"]] = version
            elif line.kind == "closed":
                closed = version
        return cls(first, closed, rounds, done)


class _Given(NamedTuple):
    """The answers of one finished round of a step."""

    step: str
    answers: Any


def _rounds(records: Records, row: tables.Case, case: Case, course: _Course) -> Iterator[tuple[int, Counter, _Given]]:
    """The rounds that count: each, or of a step whose rounds take each other's place the one that ended its latest finished run."""
    ended = {run.step: run.number for run in case.runs if run.status == "done"}
    for item in cases.rounds(records.session, records.sealer, row):
        run, version = case.run(item.run), course.rounds[item.run, item.number]
        step = records.versions(row.template, version).step(run.step)
        last = run.number == ended.get(run.step) and item.number == run.rounds
        if last or not step.kind.continues:
            yield version, records.counter(row.template, version, row.unit, item.at), _Given(step.id, item.answers)


def _said(facts: Sequence[Fact], version: int, counter: Counter) -> Iterator[Said]:
    """What facts say; those of sensitive answers are left out, since none that is kept can be found again."""
    for fact in facts:
        if not fact.sensitive:
            single = {(reference, value) for reference, value in fact.single.items()}
            several = {(reference, value) for reference, kept in fact.several.items() for value in kept}
            yield Said(counter.template.name, version, fact.grain, fact.unit, fact.day, frozenset(single | several))
