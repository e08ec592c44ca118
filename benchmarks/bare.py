"""The bare endpoint that everything is measured against: `python -m benchmarks.bare`, with the product's settings and its server.

It takes the same forty answers, makes values of them, checks them against a kept schema and stores them. It is nobody's product.
"""

import json
import os
import uuid
from datetime import UTC, date, datetime
from typing import Any

import jsonschema_rs
from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from admin.serve import serve
from benchmarks.bare_page import draw
from benchmarks.bare_store import Statement, Store, opened
from benchmarks.questions import Asked, questions
from engine.config import Settings

ASKED = questions()
COUNTED = tuple(question.id for question in ASKED if question.type in ("unit", "choice"))
SUBMISSION = "INSERT INTO submission (id, at, answers) VALUES (?, ?, ?)"
CASE = "INSERT INTO case_ (id, submission, unit, state, at) VALUES (?, ?, ?, ?, ?)"
EVENT = "INSERT INTO event (id, case_, kind, at) VALUES (?, ?, ?, ?)"
MAIL = "INSERT INTO outbox (id, case_, recipient, subject, body, at) VALUES (?, ?, ?, ?, ?, ?)"
COUNTER = "INSERT INTO counter (name, n) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET n = counter.n + 1"
SHAPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "minLength": 1, "maxLength": 200},
    "email": {"type": "string", "pattern": "^[^@ ]+@[^@ ]+$", "maxLength": 254},
    "number": {"type": "integer", "minimum": 0, "maximum": 100_000},
    "date": {"type": "string", "format": "date"},
    "long_text": {"type": "string", "minLength": 1, "maxLength": 8000},
}


def schema() -> dict[str, Any]:
    """The form as JSON Schema."""
    shapes = {
        question.id: {"enum": [key for key, _ in question.options]} if question.options else SHAPES[question.type] for question in ASKED
    }
    return {"type": "object", "properties": shapes, "required": list(shapes), "additionalProperties": False}


def coerced(question: Asked, text: str) -> Any:
    """The value of a text; raises ValueError."""
    if question.type == "number":
        return int(text)
    return date.fromisoformat(text).isoformat() if question.type == "date" else text.strip()


def one_row(given: dict[str, Any], at: str) -> list[Statement]:
    """The least that stores the answers."""
    return [(SUBMISSION, [(str(uuid.uuid4()), at, json.dumps(given, ensure_ascii=False))])]


def everything(given: dict[str, Any], at: str) -> list[Statement]:
    """The least that a product writes at the same time: the case, two events, a mail and twelve counters."""
    submission = one_row(given, at)
    id, case = submission[0][1][0][0], str(uuid.uuid4())
    counters = sorted(f"{at[:7]}/{given['unit']}/{name}/{given[name]}" for name in COUNTED)
    events = [(str(uuid.uuid4()), case, kind, at) for kind in ("received", "opened")]
    mail = (str(uuid.uuid4()), case, f"{given['unit']}@example.example", "Ett nytt ärende", f"Öppna ärendet: /cases/{case}", at)
    opened_case = (case, id, given["unit"], "open", at)
    return [*submission, (CASE, [opened_case]), (EVENT, events), (MAIL, [mail]), (COUNTER, [(name,) for name in counters])]


def create_app(store: Store) -> Flask:
    """The app: `/one` and `/full` store, `/form` is drawn each time, `/constant` was drawn once."""
    app = Flask(__name__, static_folder=None)
    validator = jsonschema_rs.validator_for(schema())
    page = draw(app.jinja_env, ASKED)
    constant = page()

    def take(variant: str) -> Response:
        try:
            given = {question.id: coerced(question, request.form[question.id]) for question in ASKED}
            validator.validate(given)
        except (ValueError, jsonschema_rs.ValidationError):
            abort(400)
        store.write((everything if variant == "full" else one_row)(given, datetime.now(UTC).isoformat()))
        return redirect("/receipt", 303)

    app.add_url_rule("/<any(one, full):variant>", "take", take, methods=["POST"])
    app.add_url_rule("/form", "form", page)
    app.add_url_rule("/constant", "constant", lambda: constant)
    return app


def main() -> int:
    """Serve until stopped, by the product's own server and settings."""
    settings = Settings.read(os.environ)
    return serve(create_app(opened(settings.database)), settings)


if __name__ == "__main__":
    raise SystemExit(main())
