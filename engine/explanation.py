"""A template in words, with every condition as a sentence, for those who have to agree to it. It judges nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from engine.calendars import Duration, day_in_words, read_duration
from engine.conditions import Condition
from engine.conditions.words import in_words
from engine.errors import Mark
from engine.fields import ONLY_PAGE, Option, Page, Question
from engine.steps import CLOSE, RECEIVER, Exit, Step
from engine.template.model import FormTemplate, Route
from engine.template.names import TemplateNames
from engine.template.reported import Report
from engine.template.schedule_words import schedule_in_words
from engine.template.watched import Signal
from engine.texts import Text, engine_texts, in_language

_LENGTHS = ("days", "hours", "minutes")
_BROUGHT = {"lists": "list", "blocks": "whole-block"}
"""What stands under its name in a file, and what it is called."""


class Explanation:
    """The words for one template, line by line."""

    def __init__(self, template: FormTemplate, language: str) -> None:
        self.template = template
        self.language = language
        self.names = TemplateNames(template, language)

    def lines(self) -> Iterator[str]:
        """Form, routing, cases, steps and reports."""
        template = self.template
        yield from (self._label(template.title), "", self._say("form"))
        yield from self._pages(template.form.pages, self.names)
        yield from ("", self._say("routing"))
        yield from (self._route(route) for route in template.routing)
        yield from ("", self._say(f"cases.{template.cases.start}"))
        group = template.form.find(template.cases.one_per) if template.cases.one_per else None
        if group is not None:
            yield self._say("cases.one_per", label=self._label(group.label))
        if template.cases.compartment:
            yield self._say("cases.compartment")
        for flag in template.cases.flags:
            yield self._say("cases.flag", label=self._label(flag.label), clause=in_words(flag.when, self.names, self.language))
        yield from ("", self._say("steps"))
        for step in template.workflow:
            yield from self._step(step, "  ")
        if template.reports:
            yield from ("", self._say("reports"), *map(self._report, template.reports.values()))
        if template.signals:
            yield from ("", self._say("signals"), *map(self._signal, template.signals.values()))
        if template.compilations:
            yield from ("", self._say("compilations"), *(f"  {self._label(one.title)}" for one in template.compilations.values()))
        if template.files:
            yield from ("", self._say("files"), *(f"  {self._file(file)}" for file in template.files))

    def _report(self, report: Report) -> str:
        """A report, and when it goes to whom by itself."""
        plan = report.schedule
        if plan is None:
            return self._line("  ", self._label(report.title))
        facts = {"often": schedule_in_words(plan, self.language), "functions": self._functions(plan.to)}
        return self._line("  ", self._label(report.title), self._say("mailed", **facts))

    def _signal(self, signal: Signal) -> str:
        """What is watched, and who is told."""
        by = self.template.counted[signal.by].label if signal.by is not None else None
        apart = self._say("apart", label=self._label(by)) if by is not None else ""
        often, told = self._say(f"watched-{signal.interval}"), self._say("told", functions=self._functions(signal.to))
        calendar = self._say("calendar", calendar=signal.calendar) if signal.calendar is not None else ""
        return self._line("  ", self._label(signal.title), apart, often, calendar, told)

    def _file(self, file: str) -> str:
        """A file that the template takes with it, and which lists and blocks stand in it."""
        written = self.template.written
        names = [(key, name) for key in _BROUGHT for name in written.value.get(key, {})]
        told = (self._say(_BROUGHT[key], name=name) for key, name in names if written.key_mark((key, name)).file == file)
        return self._line("", file, *told)

    def _pages(self, pages: tuple[Page, ...], names: TemplateNames, indent: str = "  ") -> Iterator[str]:
        for page in pages:
            named = page.id != ONLY_PAGE and all(question.id != page.id for question in page.questions)
            when = self._when(page.show_if, names)
            if named or when:
                yield self._line(indent, self._label(page.title), when, self._origin(page.mark))
            yield from self._questions(page.questions, names, f"{indent}  " if named or when else indent)

    def _questions(self, questions: tuple[Question, ...], names: TemplateNames, indent: str) -> Iterator[str]:
        for question in questions:
            optional = self._say("optional") if question.optional and question.type.asks and question.repeat is None else ""
            unasked = self._say("unasked") if question.type.stored and not question.type.asks else ""
            rows = question.repeat
            repeated = self._say("repeated", least=rows.least, most=rows.most) if rows else ""
            when = self._when(question.show_if, names)
            yield self._line(indent, self._label(question.label), optional, unasked, repeated, when, self._origin(question.mark))
            yield from self._sometimes(question, names, f"{indent}  ")
            yield from self._questions(question.questions, names, f"{indent}  ")

    def _sometimes(self, question: Question, names: TemplateNames, indent: str) -> Iterator[str]:
        """The other words that a question has in a situation, and the options that are there only then or for a time."""
        for words in question.wording:
            said = [self._say(part, text=self._label(text)) for part, text in (("label", words.label), ("hint", words.hint)) if text]
            yield self._line(indent, ", ".join(said), self._when(words.when, names))
        for option in question.options:
            notes = [self._when(option.when, names)]
            notes += [self._say("from", day=self._day(option.start))] if option.start else []
            notes += [self._say("until", day=self._day(option.until))] if option.until else []
            if any(notes):
                yield self._line(indent, self._say("option", text=self._label(option.label)), *notes)

    def _day(self, day: date) -> str:
        return day_in_words(day, self.language, year=True, weekday=False)

    def _origin(self, mark: Mark) -> str:
        """The block that something came by, and the file that it stands in, where it is not the template's own."""
        use = mark.use
        block = self._say("block", block=use.block, use=use.id) if use is not None else ""
        return " · ".join(part for part in (block, self._say("brought", file=mark.file) if mark.file else "") if part)

    def _route(self, route: Route) -> str:
        when = self._when(route.when, self.names) or (self._say("otherwise") if len(self.template.routing) > 1 else "")
        never = self._say("never", functions=self._functions(route.never_to)) if route.never_to else ""
        copy = self._say("copy", functions=self._functions(route.copy_to)) if route.copy_to else ""
        return self._line("  ", self._function(route.to), when, never, copy, self._origin(route.mark))

    def _step(self, step: Step, indent: str) -> Iterator[str]:
        yield self._line(indent, self._label(step.title), *self.notes(step), self._origin(step.mark))
        yield from (self._line(f"{indent}  ", self._named(key, listed.options)) for key, listed in step.options.items())
        yield from (f"{indent}  {self.way_out(way)}" for way in step.exits)
        if step.form is not None:
            yield from self._pages(step.form.pages, TemplateNames(self.template, self.language, step), f"{indent}  ")
        for inner in step.steps:
            yield from self._step(inner, f"{indent}  ")

    def notes(self, step: Step) -> tuple[str, ...]:
        """What is to be said of a step besides its title and its ways out: who does it, by when, in which case."""
        doer = self._say("by" if step.until is None else "ended-by", function=self._function(step.by)) if step.kind.waits else ""
        to = self._say("to", function=self._function(step.to)) if step.to else ""
        before = self._say("before") if step.before else ""
        copy = self._say("copy", functions=self._functions(step.copy_to)) if step.copy_to else ""
        leads = self._leads(step.next) if step.next else ""
        when, times = self._when(step.when, self.names), (self._due(step.due), self._until(step.until))
        opens = self._opens(step)
        notes = (doer, to, before, opens, *times, *self._clock(step), self._join(step), when, copy, leads, self._added(step))
        return tuple(note for note in notes if note)

    def _opens(self, step: Step) -> str:
        """Which template a step opens a case of, and what that begins with."""
        if not step.opens:
            return ""
        taken = [self.names.subject(ours, many=False) for ours in step.takes.values()]
        begins = self._say("begins", answers=", ".join(dict.fromkeys(taken))) if taken else ""
        return ", ".join(part for part in (self._say("opens", template=step.opens), begins) if part)

    def _named(self, key: str, options: tuple[Option, ...]) -> str:
        """What can be chosen in a step of a kind that asks by itself."""
        return self._say(key, options=", ".join(self._label(option.label) for option in options))

    def _added(self, step: Step) -> str:
        """Who brings a step about that the case does not come to, and what its rounds are called by."""
        form = step.kind.form(step)
        question = form.find(step.named_by) if form and step.named_by else None
        named = self._say("named-by", label=self._label(question.label)) if question else ""
        added = self._say("added-again" if step.repeat else "added") if step.optional else ""
        return " · ".join(part for part in (added, named) if part)

    def _join(self, step: Step) -> str:
        return self._say("join", count=step.join) if step.join is not None else ""

    def way_out(self, way: Exit) -> str:
        """One way out of a decision, where it leads, and who hears of it."""
        target = self._leads(way.go) if way.go else self._say("next")
        told = self._say("assign", function=self._function(way.assign)) if way.assign else ""
        return self._say("outcome", label=self._label(way.label), target=", ".join(part for part in (target, told) if part))

    def _leads(self, target: str) -> str:
        closing = next(step for step in self.template.workflow if step.kind.closes)
        step = closing if target == CLOSE else self.template.step(target)
        return self._say("leads", step=self._label(step.title))

    def _due(self, due: Any) -> str:
        if due is None:
            return ""
        return self._time(due, "same-day" if due.get("days") == 0 else "due")

    def _until(self, until: Any) -> str:
        """How long a step waits."""
        if until is None:
            return ""
        timed = [self._time(until, "wait")] if until.keys() & {"from", *_LENGTHS} else []
        return self._say("or").join([*timed, *([self._say("joined")] if "joined" in until else [])])

    def _time(self, when: Any, code: str) -> str:
        """A time that is counted, or taken from an answer, with what limits it."""
        if "from" in when:
            parts = [self._say(f"{code}-from", answer=self.names.subject(when["from"], many=False))]
        else:
            unit = next(name for name in _LENGTHS if name in when)
            parts = [self._say(code, length=Duration(when[unit], unit.removesuffix("s")).in_words(self.language))]
        parts += [self._say("calendar", calendar=when["calendar"])] if "calendar" in when else []
        parts += [self._say("latest", latest=read_duration(when["latest"]).in_words(self.language))] if "latest" in when else []
        return ", ".join(parts)

    def _clock(self, step: Step) -> Iterator[str]:
        """When the doer is reminded besides, and who is told that it is overdue."""
        for key, lengths in (step.remind or {}).items():
            yield self._say(f"remind-{key}", lengths=", ".join(map(self._length, lengths)))
        for one in step.escalate:
            facts = {"function": self._function(one.to), "length": self._length(one.after) if one.after else ""}
            yield self._say("escalate-after" if one.after else "escalate", **facts)

    def _length(self, text: str) -> str:
        return read_duration(text).in_words(self.language)

    def _when(self, condition: Condition | None, names: TemplateNames) -> str:
        return self._say("when", clause=in_words(condition, names, self.language)) if condition is not None else ""

    def _functions(self, functions: tuple[str, ...]) -> str:
        return ", ".join(map(self._function, functions))

    def _function(self, function: str) -> str:
        if function == RECEIVER:
            return self._say("receiver")
        return self._label(self.template.functions[function].label)

    def _line(self, indent: str, label: str, *notes: str) -> str:
        return f"{indent}{label}{''.join(f' · {note}' for note in notes if note)}"

    def _label(self, text: Text) -> str:
        return in_language(text, self.language)

    def _say(self, code: str, **facts: Any) -> str:
        return engine_texts().say(f"explain.{code}", self.language, **facts)
