"""An unsafe request passes only when a page of the same app, in the same browser and within a day, sent it."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from wtforms import Form, StringField

from forms.csrf import FIELD, BrowserCSRF, csrf_token
from forms.decoder import Posted
from tests.forms.bones import Clock, bones, send, visitor

HTTPS = "https://forms.example.org"
ORIGIN = "http://localhost"


@pytest.fixture
def client() -> FlaskClient:
    return visitor(bones())


class Named(Form):
    """A form of WTForms with our tokens."""

    class Meta:
        csrf = True
        csrf_class = BrowserCSRF

    name = StringField()


def test_a_page_of_the_app_may_send(client: FlaskClient) -> None:
    assert send(client, {"many": ["1", "2"]}).json["many"] == ["1", "2"]


def test_a_token_may_be_used_again(client: FlaskClient) -> None:
    token = client.get("/token").get_data(as_text=True)
    assert [client.post("/take", data={FIELD: token}).status_code for _ in range(2)] == [200, 200]


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("", "kontrollnummer"),
        ("x", "en annan plats"),
        ("65." + "A" * 43, "en annan plats"),
        ("å.ö", "en annan plats"),
        ("1" * 9999, "en annan plats"),
    ],
)
def test_a_missing_or_malformed_token_is_refused_in_words(token: str, words: str, client: FlaskClient) -> None:
    answer = send(client, {FIELD: token})
    assert (answer.status_code, words in answer.get_data(as_text=True)) == (400, True)


def test_an_answer_has_one_token_however_often_it_is_asked_for() -> None:
    clock = Clock()
    app = bones(clock=clock)
    with app.test_request_context("/token"):
        first = csrf_token()
        clock.move(timedelta(minutes=1))
        assert csrf_token() == first


def test_two_tokens_are_refused(client: FlaskClient) -> None:
    assert send(client, {FIELD: ["a", "b"]}).status_code == 400


def test_a_token_of_another_browser_is_refused() -> None:
    app = bones()
    foreign = visitor(app).get("/token").get_data(as_text=True)
    mine = visitor(app)
    mine.get("/token")
    assert mine.post("/take", data={FIELD: foreign}).status_code == 400
    assert visitor(app).post("/take", data={FIELD: foreign}).status_code == 400


def test_a_token_of_another_app_is_refused() -> None:
    one = bones()
    token = visitor(one).get("/token")
    browser = token.headers["Set-Cookie"].partition(";")[0]
    sent = {"data": {FIELD: token.get_data(as_text=True)}, "headers": {"Cookie": browser}}
    assert one.test_client(use_cookies=False).post("/take", **sent).status_code == 200
    assert bones(name="other").test_client(use_cookies=False).post("/take", **sent).status_code == 400


@pytest.mark.parametrize(("hours", "status"), [(23.9, 200), (24.1, 400)])
def test_a_token_holds_for_a_day(hours: float, status: int) -> None:
    clock = Clock()
    client = visitor(bones(clock=clock))
    token = client.get("/token").get_data(as_text=True)
    clock.move(timedelta(hours=hours))
    assert client.post("/take", data={FIELD: token}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://localhost"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:81"},
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_foreign_page_is_refused_even_with_a_token(headers: dict[str, str], client: FlaskClient) -> None:
    assert send(client, {}, headers=headers).status_code == 400


@pytest.mark.parametrize(
    "headers", [{"Origin": ORIGIN, "Sec-Fetch-Site": "same-origin"}, {"Origin": ORIGIN}, {"Sec-Fetch-Site": "none"}, {}]
)
def test_an_own_page_passes_with_what_its_browser_says(headers: dict[str, str], client: FlaskClient) -> None:
    assert send(client, {}, headers=headers).status_code == 200


def test_the_own_origin_behind_a_proxy_is_that_of_the_settings() -> None:
    client = visitor(bones(base_url=HTTPS))
    token = client.get("/token", base_url=HTTPS).get_data(as_text=True)
    # the proxy spoke https with the browser and speaks http with us
    browser = {"Host": "forms.example.org", "Cookie": f"__Host-browser={client.get_cookie('__Host-browser', 'forms.example.org').value}"}
    answer = client.post("/take", data={FIELD: token}, headers={**browser, "Origin": HTTPS})
    assert answer.status_code == 200


def test_the_cookie_is_bound_to_this_host_and_kept_from_scripts() -> None:
    cookie = visitor(bones(base_url=HTTPS)).get("/token", base_url=HTTPS).headers["Set-Cookie"]
    assert cookie.startswith("__Host-browser=")
    assert set(cookie.split("; ")[3:]) >= {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}
    assert "Domain" not in cookie


def test_a_page_without_a_form_sets_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/nothing").headers


def test_a_cookie_that_is_not_ours_is_replaced(client: FlaskClient) -> None:
    client.set_cookie("browser", "short")
    assert send(client, {}).status_code == 200


def test_a_wtforms_form_takes_the_same_tokens() -> None:
    app = bones()
    with app.test_request_context():
        token = csrf_token()
        browser = app.process_response(app.make_response("")).headers["Set-Cookie"].partition(";")[0]
    with app.test_request_context(headers={"Cookie": browser}):
        assert Named(data={}).csrf_token.current_token.partition(".")[0] == token.partition(".")[0]
        assert Named(Posted(((FIELD, token),))).validate()
        wrong = Named(Posted(((FIELD, "x"),)))
        assert (wrong.validate(), wrong.csrf_token.errors) == (False, ["csrf-foreign"])
