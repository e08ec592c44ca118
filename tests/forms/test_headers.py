"""Every answer carries the same headers, and only the product's own address is answered."""

import pytest

from forms.headers import HEADERS, absolute_url
from tests.forms.bones import bones, visitor

HTTPS = "https://forms.example.org"


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/token"), ("GET", "/nothing"), ("POST", "/take"), ("OPTIONS", "/take"), ("GET", "/a%00")]
)
def test_every_answer_carries_the_headers(method: str, path: str) -> None:
    answer = visitor(bones()).open(path, method=method)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_unexpected_error_carries_the_headers() -> None:
    app = bones()
    app.config["PROPAGATE_EXCEPTIONS"] = False
    assert visitor(app).get("/breaks/x").headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_nothing_inline_and_nothing_foreign_is_allowed() -> None:
    sources = {part.partition(" ")[2] for part in HEADERS["Content-Security-Policy"].split("; ")}
    assert sources == {"'none'", "'self'"}


def test_https_is_remembered_only_where_it_is_used() -> None:
    assert "Strict-Transport-Security" not in visitor(bones()).get("/token").headers
    secure = visitor(bones(base_url=HTTPS)).get("/token", base_url=HTTPS)
    assert secure.headers["Strict-Transport-Security"] == "max-age=63072000"


@pytest.mark.parametrize("host", ["forms.example.org", "FORMS.example.org", "forms.example.org:443"])
def test_the_own_host_is_answered(host: str) -> None:
    assert visitor(bones(base_url=HTTPS)).get("/token", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "forms.example.org.evil.example",
        "forms.example.org:80",
        "forms.example.org@evil.example",
        "localhost",
        "127.0.0.1",
        "",
        "a b",
    ],
)
def test_another_host_is_refused(host: str) -> None:
    answer = visitor(bones(base_url=HTTPS)).get("/token", headers={"Host": host})
    assert (answer.status_code, "Kontrollera länken" in answer.get_data(as_text=True)) == (400, True)


@pytest.mark.parametrize(
    ("host", "status"), [("localhost:9", 200), ("127.0.0.1", 200), ("[::1]:8000", 200), ("127.0.0.1.evil.example", 400)]
)
def test_this_machine_is_answered_while_the_address_is_no_https(host: str, status: int) -> None:
    assert visitor(bones()).get("/token", headers={"Host": host}).status_code == status


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Forwarded-Server", "X-Forwarded-Proto"])
def test_an_address_is_built_from_the_settings_alone(header: str) -> None:
    app = bones(base_url=HTTPS)
    with app.test_request_context(base_url=HTTPS, headers={header: "host=evil.example"}):
        assert absolute_url("/a/b/") == "https://forms.example.org/a/b/"
