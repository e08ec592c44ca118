"""Files are named by their content, so that a browser may keep them."""

import gzip
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from forms import assets


@pytest.fixture
def files(tmp_path: Path) -> FlaskClient:
    (tmp_path / "page.css").write_text("p { color: red }" * 99, encoding="utf-8")
    (tmp_path / "mark.png").write_bytes(b"\x89PNG")
    app = Flask("files", static_folder=None)
    assets.add_static(app, tmp_path)
    return app.test_client()


def url(folder: Path, name: str) -> str:
    return f"/static/{assets.assets(folder)[name].digest}/{name}"


def test_a_file_may_be_kept_for_ever_by_its_hash(files: FlaskClient, tmp_path: Path) -> None:
    answer = files.get(url(tmp_path, "page.css"))
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, assets.FOR_EVER)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"


def test_an_old_hash_gets_the_present_file_but_may_not_keep_it(files: FlaskClient) -> None:
    answer = files.get("/static/0000000000000000/mark.png")
    assert (answer.data, answer.headers["Cache-Control"]) == (b"\x89PNG", "no-cache")


def test_text_is_packed_for_a_browser_that_takes_it(files: FlaskClient, tmp_path: Path) -> None:
    plain = files.get(url(tmp_path, "page.css"))
    packed = files.get(url(tmp_path, "page.css"), headers={"Accept-Encoding": "br, gzip"})
    assert (packed.headers["Content-Encoding"], gzip.decompress(packed.data)) == ("gzip", plain.data)


@pytest.mark.parametrize("path", ["/static/0/../assets.py", "/static/0/%2e%2e/assets.py", "/static/0//etc/passwd", "/static/0/none.css"])
def test_nothing_else_can_be_had(path: str, files: FlaskClient) -> None:
    assert files.get(path).status_code in (308, 404)


def test_a_page_names_the_files_of_the_product(files: FlaskClient) -> None:
    assert assets.static_url("mallverk.css").endswith("/mallverk.css")


def test_a_page_can_not_name_a_file_that_is_not_there(files: FlaskClient) -> None:
    with pytest.raises(KeyError):
        assets.static_url("none.css")
