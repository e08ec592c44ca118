"""A whole form document of GOV.UK Forms as sections of a template."""

import re
from collections.abc import Mapping
from typing import Any

from engine.exchange import Carried, NotReadable, Remark
from engine.exchange.clauses import Clause
from engine.exchange.govuk.questions import Asked, Source, asked_of
from engine.exchange.govuk.routes import conditions
from engine.exchange.govuk.steps import Step, steps
from engine.exchange.ids import Ids
from engine.exchange.notes import Notes, fitting
from engine.exchange.values import says_nothing, truth
from engine.exchange.words import Words
from engine.texts import engine_texts

MOST_ROWS = 50
_OF_THE_SERVICE = (
    "what_happens_next_markdown privacy_policy_url support_email support_phone support_url support_url_text payment_url submission_email"
).split()
"""What is said around the form, or done with what comes in: a template's own, and the organisation's."""
_SILENT = frozenset(
    """
    id form_id name form_slug steps pages start_page language available_languages declaration_text declaration_markdown created_at
    updated_at creator_id organisation_id question_section_completed declaration_section_completed share_preview_completed live_at
    first_made_live_at submission_type submission_format s3_bucket_name s3_bucket_aws_account_id s3_bucket_region state external_id
    send_daily_submission_batch send_weekly_submission_batch has_draft_version has_live_version has_routing_errors ready_for_live
    incomplete_tasks task_statuses welsh_completed
    """.split()
)
_OF_A_QUESTION = frozenset(
    """
    id question_text hint_text answer_type is_optional answer_settings page_heading guidance_markdown is_repeatable position next_page
    next_step_id routing_conditions type form_id created_at updated_at has_routing_errors external_id data
    """.split()
)


def read_document(form: Mapping[str, Any]) -> Carried:
    """The title and the pages, and what is not carried; raises NotReadable when nothing can be made of it."""
    notes = Notes()
    pages = _Pages(form, Words(notes)).pages()
    for key, value in form.items():
        if key in _OF_THE_SERVICE and not says_nothing(value):
            notes.tell("of-the-service", f"/{key}", key=key)
        elif key not in _SILENT and key not in _OF_THE_SERVICE and not says_nothing(value):
            notes.lose("unknown-key", f"/{key}", key=key)
    if not pages:
        raise NotReadable(Remark("nothing-to-ask", ""), *notes.remarks())
    title = Words(notes).say(form.get("name"), "/name") or engine_texts().say("exchange.own-words.form")
    return Carried(fitting({"title": title, "form": {"pages": pages}}), notes.remarks())


class _Pages:
    """Makes a page for each step."""

    def __init__(self, form: Mapping[str, Any], words: Words) -> None:
        self.form = form
        self.words = words
        self.notes = words.notes
        self.ids = Ids()
        self.language = "sv" if form.get("language") == "sv" else "en"

    def pages(self) -> dict[str, Any]:
        """The pages in the order of the document, and the declaration."""
        found = [(step, asked) for step in steps(self.form, self.notes) for asked in [self._asked(step)] if asked.questions]
        pages: dict[str, Any] = {}
        *each, end = conditions(found, self.notes)
        for (step, asked), shown in zip(found, each, strict=True):
            pages[self.ids.give("sida")] = self._page(step, asked, shown)
            pages |= self._exits(step, asked)
        return pages | (self._declaration(end) if pages else {})

    def _asked(self, step: Step) -> Asked:
        for key, value in step.question.items():
            if key not in _OF_A_QUESTION and not says_nothing(value):
                self.notes.lose("unknown-key", f"{step.place}/{key}", key=key)
        return asked_of(Source(step.question, step.place, self.words, self.ids, self.language))

    def _page(self, step: Step, asked: Asked, shown: Clause) -> dict[str, Any]:
        """A page with its question, or with rows of it."""
        heading = self.words.say(step.question.get("page_heading"), f"{step.place}/page_heading")
        label = asked.questions[asked.id]["label"] if len(asked.questions) == 1 else None
        own = self.words.say(step.question.get("question_text"), f"{step.place}/question_text")
        page: dict[str, Any] = {"title": heading or own or label or engine_texts().say("exchange.own-words.question", self.language)}
        hint = self._markdown(step.question.get("guidance_markdown"), f"{step.place}/guidance_markdown")
        page |= {"hint": hint} if hint else {}
        page |= {"show_if": dict(shown)} if isinstance(shown, Mapping) else {}
        questions = dict(asked.questions)
        if truth(step.question.get("is_repeatable")):
            least = 0 if truth(step.question.get("is_optional")) else 1
            page["repeat"] = {"min": least, "max": MOST_ROWS, "item": own or page["title"]}
            questions = {id: {key: value for key, value in question.items() if key != "optional"} for id, question in questions.items()}
        return {**page, "questions": questions}

    def _exits(self, step: Step, asked: Asked) -> dict[str, Any]:
        """What is said to those who can go no further."""
        found = {}
        for route, place in step.routes:
            key = asked.keys.get(str(route.get("answer_value")))
            text = self._markdown(route.get("exit_page_markdown"), f"{place}/exit_page_markdown")
            if key is not None and text:
                heading = self.words.say(route.get("exit_page_heading"), f"{place}/exit_page_heading")
                title = heading or engine_texts().say("exchange.own-words.information", self.language)
                info = {"type": "info", "label": title, "text": self.words.as_it_stands(text, f"{place}/exit_page_markdown")}
                questions = {self.ids.give(f"{asked.id}_{key}"): info}
                found[self.ids.give("sida")] = {"title": title, "show_if": {asked.id: key}, "questions": questions}
        return found

    def _declaration(self, shown: Clause) -> dict[str, Any]:
        """What is agreed to when the form is sent."""
        for key in ("declaration_markdown", "declaration_text"):
            text = self._markdown(self.form.get(key), f"/{key}")
            if text:
                self.notes.tell("declaration", f"/{key}")
                title = engine_texts().say("exchange.own-words.declaration", self.language)
                page: dict[str, Any] = {"title": title} | ({"show_if": dict(shown)} if isinstance(shown, Mapping) else {})
                page["questions"] = {self.ids.give("declaration"): {"type": "consent", "label": title, "text": text}}
                return {self.ids.give("sida"): page}
        return {}

    def _markdown(self, value: Any, place: str) -> Any:
        """The words of the little Markdown that there is: links, headings and lists."""
        if not isinstance(value, str):
            return self.words.say(value, place)
        text = re.sub(r"\[([^\[\]]{1,500})\]\((https?://[^()\s]{1,500}|mailto:[^()\s]{1,200})\)", r"\1 (\2)", value)
        text = re.sub(r"^ {0,3}#{1,6} +", "", text, flags=re.MULTILINE)
        text = re.sub(r"^ *[*-] +", "– ", text, flags=re.MULTILINE)
        if text != value:
            self.notes.tell("markup", place)
        return self.words.say(text, place)
