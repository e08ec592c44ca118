"""A template of 30, 300 and 3,000 questions: read, proved, and tried on answers; and P8, the reading of one answer beside the bare app's.

Everything is done in this process, and timed by the processor's clock. What is compared is done in turn, so that a machine that has others
to serve is as slow to both.
"""

import gc
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import jsonschema_rs
from werkzeug.formparser import parse_form_data

from benchmarks import bare, large
from benchmarks.figures import Figure, Limit
from benchmarks.questions import FORM, ORGANISATION, answers, questions, typed
from engine.answers import read
from engine.answers.sources import FromForm
from engine.fields import Context
from engine.library import trial_roster
from engine.proof import DEFAULT_TIME, prove
from engine.roster import read_roster
from engine.template.answers_schema import answers_schema
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.trial import attempt

SIZES = (30, 300, 3_000)
ROUNDS = 5
NOW = datetime.fromisoformat(DEFAULT_TIME)


def measure(*, quick: bool) -> list[Figure]:
    """Every figure of this name."""
    rounds = 1 if quick else ROUNDS
    templates = {size: load(large.text(size)) for size in SIZES}
    tried = _rounds(rounds, {size: _trying(templates[size], size) for size in SIZES}, many=True)
    loaded = _rounds(rounds, {size: _loading(size) for size in SIZES})
    proved = _rounds(rounds, {size: _proving(templates[size]) for size in SIZES})
    described = _rounds(rounds, {size: _describing(templates[size]) for size in SIZES}, many=True)
    return [
        Figure("compile try of 300 questions, ms", tuple(1_000 * taken for taken in tried[300]), Limit(20, most=True)),
        Figure("compile try per question, 3000/300", each(tried, 3_000, 300), Limit(1.5, 1.2, most=True)),
        Figure("compile try per question, 3000/30", each(tried, 3_000, 30), Limit(1.5, 1.2, most=True)),
        Figure("compile load 300/30", ratios(loaded, 300, 30), Limit(12, 10, most=True)),
        Figure("compile load per question, 3000/30", each(loaded, 3_000, 30), Limit(1.5, 1.2, most=True)),
        Figure("compile load of 300 questions, ms", tuple(1_000 * taken for taken in loaded[300]), Limit(None)),
        Figure("compile proof per question, 3000/300", each(proved, 3_000, 300), Limit(None, 1.5, most=True)),
        Figure("compile proof of 300 questions, ms", tuple(1_000 * taken for taken in proved[300]), Limit(None)),
        Figure("compile schema of the answers to 300 questions, ms", tuple(1_000 * taken for taken in described[300]), Limit(None)),
        Figure("compile P8 product/(parse + coerce + jsonschema-rs)", _p8(rounds), Limit(3, 2, most=True)),
    ]


Times = Mapping[Any, tuple[float, ...]]


def _rounds(rounds: int, works: Mapping[Any, Callable[[], object]], *, many: bool = False) -> Times:
    """The seconds that each work takes, all of them in turn; short ones are done so often that a clock can tell."""
    found: dict[Any, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(_time(work, many=many))
    return {name: tuple(times) for name, times in found.items()}


def _time(work: Callable[[], object], *, many: bool) -> float:
    gc.collect()
    began, times = time.process_time(), 0
    while not times or (many and time.process_time() - began < 0.2):
        work()
        times += 1
    return (time.process_time() - began) / times


def ratios(times: Times, one: Any, other: Any) -> tuple[float, ...]:
    """What one takes by what the other does, round by round."""
    return tuple(first / second for first, second in zip(times[one], times[other], strict=True))


def each(times: Times, one: int, other: int) -> tuple[float, ...]:
    """The same for each question of them."""
    return tuple(ratio * other / one for ratio in ratios(times, one, other))


def _trying(template: FormTemplate, size: int) -> Callable[[], object]:
    given, organisation = large.answers(size), trial_roster().holding(template.functions)
    if not attempt(template, given, organisation, NOW)["accepted"]:
        raise SystemExit(f"the answers to {size} questions are not accepted")
    return lambda: attempt(template, given, organisation, NOW)


def _loading(size: int) -> Callable[[], object]:
    """Reading a text anew: another one each time, so that nothing is remembered of it."""
    text, count = large.text(size), iter(range(10**9))
    return lambda: load(f"{text}# {next(count)}\n")


def _proving(template: FormTemplate) -> Callable[[], object]:
    return lambda: prove(template, trial_roster())


def _describing(template: FormTemplate) -> Callable[[], object]:
    return lambda: answers_schema(template)


def _p8(rounds: int) -> tuple[float, ...]:
    """The forty questions' answers as a browser sends them, read by the product and by the bare app."""
    asked, form = questions(), load(FORM.read_bytes()).form
    validator = jsonschema_rs.validator_for(bare.schema())
    given = answers(1, asked)
    bodies = {"bare": urlencode(given).encode(), "product": urlencode(typed(given, asked)).encode()}
    context = Context(read_roster(ORGANISATION.read_bytes()).organisation, NOW)

    def product() -> object:
        reading = read(form, FromForm(_parsed(bodies["product"])), context)
        if reading.problems:
            raise SystemExit(f"the product refuses the answers: {reading.problems[0].at} {reading.problems[0].code}")
        return reading

    def plain() -> object:
        sent = _parsed(bodies["bare"])
        validator.validate({question.id: bare.coerced(question, sent[question.id][0]) for question in asked})
        return sent

    return ratios(_rounds(rounds, {"bare": plain, "product": product}, many=True), "product", "bare")


def _parsed(body: bytes) -> dict[str, list[str]]:
    """What a browser sent, by werkzeug."""
    environ = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body))}
    _, form, _ = parse_form_data({**environ, "wsgi.input": BytesIO(body)})
    return dict(form.lists())
