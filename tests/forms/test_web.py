"""Both apps stand on the same bones: pages in words, no detail in a log, and no route outside the access policy."""

import logging
import re
from pathlib import Path

import pytest
from flask import Flask, abort, redirect, render_template_string
from jinja2 import UndefinedError
from werkzeug.exceptions import HTTPException, ServiceUnavailable, TooManyRequests

from engine.texts import Catalogue
from forms import error_pages
from forms.web import add_health, enforce, unlisted
from tests.forms.bones import bones, send, visitor

LISTED = {"token": "open", "take": "open", "breaks": "closed"}


@pytest.fixture
def app() -> Flask:
    made = bones()
    made.config["PROPAGATE_EXCEPTIONS"] = False
    return made


def raising(app: Flask, error: HTTPException) -> Flask:
    def view() -> str:
        raise error

    app.add_url_rule("/raises", "raises", view)
    return app


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 413, 429, 500, 501, 503])
def test_every_error_has_a_page_in_words(status: int, app: Flask) -> None:
    app.add_url_rule("/raises", "raises", lambda: abort(status))
    answer = visitor(app).get("/raises")
    assert answer.status_code == status
    assert "Till startsidan" in answer.get_data(as_text=True)


def test_an_error_says_what_became_of_the_answers(app: Flask) -> None:
    client = visitor(app)
    assert "finns kvar" in client.get("/nothing").get_data(as_text=True)
    assert "sparades inte" in client.post("/take").get_data(as_text=True)


def test_an_answer_may_say_when_to_try_again(app: Flask) -> None:
    assert visitor(raising(app, TooManyRequests(retry_after=30))).get("/raises").headers["Retry-After"] == "30"


def test_a_wrong_method_says_which_is_right(app: Flask) -> None:
    assert visitor(app).get("/take").headers["Allow"] == "POST"


def test_a_redirect_is_no_error(app: Flask) -> None:
    app.add_url_rule("/old", "old", lambda: redirect("/token"))
    assert visitor(app).get("/old").headers["Location"] == "/token"


def test_an_unexpected_error_is_logged_by_an_id_without_its_message(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    answer = visitor(app).get("/breaks/canary")
    logged = caplog.text
    error_id = caplog.records[-1].getMessage().split()[0]
    assert (answer.status_code, error_id in answer.get_data(as_text=True)) == (500, True)
    assert "builtins.KeyError at " in logged
    assert "canary" not in logged + answer.get_data(as_text=True)


def test_when_something_breaks_the_frame_asks_nothing() -> None:
    app = bones(frame=lambda: abort(503))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert visitor(app).get("/breaks/x").status_code == 500


def test_a_page_escapes_what_it_shows(app: Flask) -> None:
    with app.test_request_context():
        assert render_template_string("{{ word }}", word="<b>") == "&lt;b&gt;"


def test_a_page_may_ask_for_what_is_missing_but_not_show_it(app: Flask) -> None:
    with app.test_request_context():
        assert render_template_string("{{ 1 if nothing else 2 }}{{ 3 if shell.nothing else 4 }}") == "24"
        with pytest.raises(UndefinedError):
            render_template_string("{{ nothing }}")


def test_a_page_has_texts_files_addresses_and_a_token(app: Flask) -> None:
    page = "{{ t('errors.home') }} {{ absolute_url('/a') }} {{ static_url('mallverk.css') }} {{ csrf_token() }}"
    with app.test_request_context():
        assert render_template_string(page).startswith("Till startsidan http://127.0.0.1:8000/a /static/")


@pytest.mark.parametrize(("error", "status"), [(None, 200), (ServiceUnavailable(), 503)])
def test_health_says_whether_the_product_can_work(error: Exception | None, status: int, app: Flask) -> None:
    def check() -> None:
        if error:
            raise error

    add_health(app, check)
    assert visitor(app).get("/health").status_code == status


def test_the_policy_decides_before_the_page(app: Flask) -> None:
    enforce(app, LISTED, lambda rule: None if rule == "open" else ("no", 403))
    client = visitor(app)
    assert [client.get("/token").status_code, client.get("/breaks/x").status_code, client.get("/nothing").status_code] == [200, 403, 404]


def test_a_route_that_the_policy_does_not_list_is_not_found_and_logged(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    policy = {"token": "open"}
    enforce(app, policy, lambda rule: None)
    assert send(visitor(app), {}).status_code == 404
    assert "take is not in the access policy" in caplog.text
    assert unlisted(app, policy) == ["breaks", "take"]


def test_the_web_logs_nothing_else(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    send(visitor(app), {"a": "canary"})
    assert "canary" not in caplog.text


def test_every_reason_to_refuse_a_request_has_a_sentence_and_none_is_left_over() -> None:
    folder = Path(error_pages.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    raised = {code for said in re.findall(r"BadInput\(([^)]*)\)", source) for code in re.findall('"([a-z0-9-]+)"', said)}
    raised |= set(re.findall(r'return .*"(csrf-[a-z]+)"', source))
    worded = {code.removeprefix("errors.input.") for code in Catalogue(folder / "texts").codes() if code.startswith("errors.input.")}
    assert raised == worded
