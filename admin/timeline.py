"""A journal in words: what has happened to a case, newest first. It must not tell more than codes, names and times."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from admin.book import Book
from admin.when import When
from engine.actions.whole_case import Line
from engine.steps import Step
from engine.template.model import FormTemplate
from engine.texts import in_language
from forms.wording import language, say

QUIET = frozenset({"step-skipped"})
"""What the list of steps says better."""


@dataclass(frozen=True)
class Happened:
    """One line of the timeline."""

    what: str
    when: str
    iso: str
    who: str = ""
    note: str = ""


@dataclass(frozen=True)
class Timeline:
    """Tells the lines of one case or report."""

    book: Book
    template: FormTemplate
    when: When
    names: Mapping[UUID, str]

    def told(self, lines: tuple[Line, ...]) -> list[Happened]:
        """The lines that say something, newest first; of each person's readings only the first."""
        return list(reversed(list(self._told(lines))))

    def _told(self, lines: tuple[Line, ...]) -> Iterator[Happened]:
        readers: set[UUID | None] = set()
        for line in lines:
            again = line.kind == "read" and line.person in readers
            readers |= {line.person} if line.kind == "read" else set()
            if not again and not _quiet(line) and not self._said_elsewhere(line):
                yield self._line(line)

    def _said_elsewhere(self, line: Line) -> bool:
        """A notice is done as it opens, a closing step closes the case, and the only round of a step is its end."""
        step = self._step(line)
        if step is None:
            return False
        if line.kind == "step-opened":
            return not (step.kind.waits or step.optional)
        if line.kind == "step-done":
            return step.kind.closes or bool(step.steps)
        return line.kind == "round-saved" and not (step.repeat or step.kind.continues)

    def _line(self, line: Line) -> Happened:
        name = self.names.get(line.person) if line.person and not self._follows(line) else None
        who = say("timeline.by", name=name) if name else ""
        return Happened(self._what(line), self.when.moment(line.at), line.at.isoformat(), who, self._note(line))

    def _follows(self, line: Line) -> bool:
        """True for what the workflow did because someone did something else."""
        step = self._step(line)
        return (
            (line.kind == "step-opened" and not self._added(line))
            or line.kind == "step-skipped"
            or (line.kind == "step-done" and step is not None and not step.kind.waits)
        )

    def _what(self, line: Line) -> str:
        step = self._step(line)
        code = f"timeline.{line.kind}"
        if self._added(line):
            code = "timeline.step-added"
        if line.kind == "step-done" and step is not None and not step.kind.waits:
            code = "timeline.notice-written"
        if line.kind == "submission-received" and "way" in line.facts:
            code = "timeline.typed-in"
        if line.kind == "report-joined" and "submission" not in line.facts:
            code = "timeline.joined"
        facts = {
            "step": in_language(step.title, language()) if step else "",
            "mailbox": self.book.mailbox(str(line.facts.get("mailbox", ""))),
            "names": ", ".join(self.names.get(UUID(person), "") for person in (*line.facts.get("persons", ()), *_reader(line))),
        }
        return say(code, **facts) if known(code) else say("timeline.other")

    def _note(self, line: Line) -> str:
        facts = line.facts
        if line.kind == "step-opened":
            return self.book.function(self.template, facts.get("holder"))
        if "way" in facts:
            came = self.when.moment(datetime.fromisoformat(facts["came"]))
            return say("timeline.came", way=say(f"on_behalf.short.{facts['way']}"), when=came)
        if line.kind == "passed-on":
            return say("timeline.from-to", old=self._holder(facts["from"]), new=self._holder(facts["to"]))
        if line.kind == "document-made":
            made = self.template.documents.get(str(facts["document"]))
            return in_language(made.title, language()) if made else say("documents.whole")
        if line.kind == "report-wrong":
            return say(f"wrong.{facts['reason']}")
        if line.kind == "handed-over":
            return say("timeline.handed-to", name=self._name(facts["to"])) if facts["to"] else say("timeline.handed-back")
        if line.kind == "reopened":
            return say(f"ties.reasons.{facts['reason']}")
        if line.kind == "reader-added":
            return say("timeline.reader-until", day=self.when.on(date.fromisoformat(facts["until"])))
        step = self._step(line)
        chosen = next((way for way in step.exits if way.key == facts.get("outcome")), None) if step else None
        return in_language(chosen.label, language()) if chosen else ""

    def _name(self, person: str) -> str:
        return self.names.get(UUID(person), "")

    def _added(self, line: Line) -> bool:
        """True where somebody added a step."""
        step = self._step(line)
        return line.kind == "step-opened" and step is not None and step.optional

    def _holder(self, holder: Any) -> str:
        return self.book.function(self.template, str(holder))

    def _step(self, line: Line) -> Step | None:
        id = line.facts.get("step")
        return next((step for step in self.template.steps() if step.id == id), None)


def _reader(line: Line) -> tuple[str, ...]:
    return (line.facts["reader"],) if "reader" in line.facts else ()


def _quiet(line: Line) -> bool:
    """A step that was never opened is told by the list of steps; one that was given up while it was open is told here."""
    return line.kind in QUIET and "run" not in line.facts


def known(code: str) -> bool:
    """True when there is a sentence for a code; a verb that was added later may write a line that we have no words for."""
    try:
        say(code, step="", mailbox="", names="")
    except KeyError:
        return False
    return True
