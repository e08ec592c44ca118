"""The schedules of an organisation with their reports, and how the mails of each have gone, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from admin.guard import Visit
from admin.when import When
from engine import dispatch
from engine.actions.plan_reports import Round
from engine.statistics.occasions import coming
from engine.store import schedules
from engine.store.report_readers import BLIND, EMPTY
from engine.store.schedules import PASSED, WAITING, WRITTEN, Kept, Key, Told
from engine.template.model import FormTemplate
from engine.template.reported import Report, Schedule
from engine.template.schedule_words import schedule_in_words
from engine.texts import in_language
from forms.wording import language, say


@dataclass(frozen=True)
class Shelf:
    """What a visitor of these pages looks at: the templates in use, and every schedule of theirs that there is."""

    here: Visit
    round: Round
    kept: Mapping[Key, Kept]

    @classmethod
    def of(cls, here: Visit) -> "Shelf":
        """As it is now; a template's schedule that no worker has begun to keep yet is there within a minute."""
        found = here.office.read(here.org, lambda session: schedules.every(session, here.org))
        round = dispatch.round_of(here.office, here.organisation)
        templates = round.templates
        alive = (one for one in found if one.key.template in templates and one.effective(templates[one.key.template]) is not None)
        return cls(here, round, {one.key: one for one in alive})

    def template(self, key: Key) -> FormTemplate | None:
        """The template of a schedule."""
        return self.round.templates.get(key.template)

    def report(self, key: Key) -> Report | None:
        """Its report."""
        template = self.template(key)
        return template.reports.get(key.report) if template is not None else None

    def plan(self, kept: Kept) -> Schedule:
        """What holds for one that is there."""
        plan = kept.effective(self.round.templates[kept.key.template])
        assert plan is not None  # noqa: S101 - only those that have one are on the shelf
        return plan

    def reports(self) -> list[tuple[str, str]]:
        """Every report by its key in a form, and its name with that of its template."""
        return [
            (f"{template.name}/{report.id}", f"{in_language(template.title, language())}: {in_language(report.title, language())}")
            for template in self.round.templates.values()
            for report in template.reports.values()
        ]

    def functions(self, key: Key, plan: Schedule) -> str:
        """Whom it goes to, by function."""
        template = self.round.templates[key.template]
        return ", ".join(in_language(template.functions[name].label, language()) for name in plan.to if name in template.functions)

    def next(self, kept: Kept, when: When) -> str:
        """When the next one goes out."""
        if kept.paused_at is not None:
            return say("schedules.paused")
        found = coming(self.plan(kept), self.here.organisation, kept.reached, self.here.now)
        return when.moment(found.due) if found is not None else say("schedules.no_period")

    def url(self, key: Key) -> str:
        """The page of a schedule."""
        return url_for("admin.schedule", org=self.here.org, template=key.template, report=key.report, number=key.number)

    def in_words(self, plan: Schedule) -> str:
        """How often, when and at which time."""
        words = schedule_in_words(plan, language(), whole=True)
        return words[:1].upper() + words[1:]


def result(told: Told, when: When) -> dict[str, Any]:
    """How one mail has gone: sent and when, under way, or why not."""
    if told.state == WAITING:
        return {"text": say("schedules.results.waiting")}
    if told.state != WRITTEN:
        return {"text": say(f"schedules.results.{told.state}"), "tag": "" if told.state == PASSED else "overdue"}
    if told.sent is not None:
        return {"text": say("schedules.results.sent", when=when.moment(told.sent)), "tag": "done"}
    if told.failed is not None:
        own = told.error in (EMPTY, BLIND)
        return {"text": say(f"schedules.results.{told.error if own else 'failed'}", error=told.error), "tag": "overdue"}
    return {"text": say("schedules.results.trying" if told.error else "schedules.results.under_way", error=told.error)}
