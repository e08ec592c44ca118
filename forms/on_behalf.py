"""A form that somebody signed in fills in for someone else: who does, how it came in and when. It must not know how one signs in.

The pages of the form are the public ones at addresses of their own. What they ask besides is a page of the draft like any other.
"""

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from flask import g

from engine.actions.drafts import Typed
from engine.answers import Reading, read
from engine.answers.sources import FromForm
from engine.calendars import time_in_words
from engine.errors import Problem
from engine.fields import Context, Form, Option, Page, Question, built_in
from engine.intake import WAYS, TypedIn
from engine.texts import Text
from forms.binding import refill
from forms.wording import language, say

BLUEPRINT = "on_behalf"
CAME = "_came"
"""The page of the draft that says how it came in. No author can write its name, nor those of its questions."""
WAY, DAY, CLOCK = "_way", "_day", "_clock"


@dataclass(frozen=True)
class Typist:
    """Who fills in the form for someone else."""

    id: UUID
    name: str


def typist() -> Typist | None:
    """Who registers in this request, None where people report themselves."""
    found: Typist | None = g.get("typist")
    return found


def bound(token: bytes) -> bytes:
    """What opens the draft of a browser's token: that of someone signed in is opened by the token and the person together."""
    who = typist()
    return token if who is None else hmac.digest(token, who.id.bytes, "sha256")


def came_form() -> Form:
    """What is asked before the template's own questions, in the language of the page."""
    ways = tuple(Option(way, {language(): say(f"on_behalf.ways.{way}")}) for way in WAYS)
    asked = (
        Question(WAY, built_in()["choice"], _said("way"), options=ways),
        Question(DAY, built_in()["date"], _said("day"), hint=_said("day_hint"), optional=True, keys={"max": "today"}),
        Question(CLOCK, built_in()["time"], _said("clock"), hint=_said("clock_hint"), missing=_said("clock_missing"), optional=True),
    )
    return Form({}, (Page(CAME, {}, asked),))


def read_came(typed: Typed, context: Context) -> Reading:
    """What the person has said of how and when it came in: a day with its time, neither of them to come."""
    form = came_form()
    reading = read(form, FromForm(typed), context)
    return reading if reading.problems else replace(reading, problems=tuple(_wrong_time(form, reading.answers, context)))


def _wrong_time(form: Form, answers: Mapping[str, Any], context: Context) -> Iterator[Problem]:
    """A day without its time, or a time that has not been yet."""
    at, clock = _moment(answers, context), form.find(CLOCK)
    if at is None and DAY in answers:
        yield Problem(CLOCK, "required", {}, clock)
    if at is not None and at > context.now:
        now = context.now.astimezone(context.organisation.zone)
        least, most = (time_in_words(limit, context.language) for limit in (time(), now.time()))
        yield Problem(CLOCK, "out-of-range", {"least": least, "most": most}, clock)


def keep_came(reading: Reading, context: Context) -> dict[str, list[str]]:
    """What the draft keeps of it, with the day written out, so that it stays the same tomorrow."""
    day = {DAY: context.today.isoformat()} if CLOCK in reading.answers else {}
    return refill(came_form().questions(), {**day, **reading.answers}, context)


def typed_in(typed: Typed | None, context: Context) -> TypedIn | None:
    """What a draft knows of its registration; None while nothing is, and where people report themselves."""
    who = typist()
    reading = read_came(typed, context) if who and typed else None
    if who is None or reading is None or reading.problems:
        return None
    return TypedIn(who.id, reading.answers[WAY], _moment(reading.answers, context) or context.now)


def _said(code: str) -> Text:
    return {language(): say(f"on_behalf.{code}")}


def _moment(answers: Mapping[str, Any], context: Context) -> datetime | None:
    """The moment that is named; without a day it is today."""
    if CLOCK not in answers:
        return None
    day = date.fromisoformat(answers[DAY]) if DAY in answers else context.today
    return datetime.combine(day, time.fromisoformat(answers[CLOCK]), context.organisation.zone)
