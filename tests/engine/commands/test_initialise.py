"""`mallverk init`: tables, keys and an organisation from a file; twice does no harm, and what is wrong is said in words."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from engine.actions.sign_in import verify_password
from engine.commands import main
from engine.store import tables
from engine.store.database import Database
from engine.store.keys import Keyring
from tests.site import FAULTS, KEYRING, ORGANISATION


@pytest.fixture
def folder(tmp_path: Path, empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for an installation, whose database has no tables yet, and an organisation's file in it."""
    monkeypatch.setenv("MALLVERK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MALLVERK_DATABASE", empty_database_url)
    (tmp_path / "faults.yaml").write_text(FAULTS, encoding="utf-8")
    (tmp_path / "acme.yaml").write_text(ORGANISATION + "templates: [faults.yaml]\n", encoding="utf-8")
    return tmp_path


def init(*arguments: str) -> Result:
    """Runs the command."""
    return CliRunner().invoke(main, ["init", *arguments])


def opened(folder: Path, url: str) -> Database:
    """The installation's database."""
    return Database.open(url, journal_key=Keyring.read(folder / "data" / "mallverk.key").journal_key)


def test_it_makes_tables_and_keys_that_only_the_owner_reads(folder: Path, empty_database_url: str) -> None:
    found = init()
    assert (found.exit_code, "Made the keys" in found.output) == (0, True)
    assert stat.S_IMODE((folder / "data" / "mallverk.key").stat().st_mode) == 0o600
    opened(folder, empty_database_url).close()


def test_twice_does_no_harm(folder: Path) -> None:
    first = init("--organisation", str(folder / "acme.yaml"))
    keys = (folder / "data" / "mallverk.key").read_bytes()
    second = init("--organisation", str(folder / "acme.yaml"))
    assert first.output.endswith("faults: version 1\nAcme: 3 units, 8 people\n")
    assert second.output == first.output.partition("\n")[2]
    assert (folder / "data" / "mallverk.key").read_bytes() == keys


def test_it_brings_in_an_organisation_with_its_templates(folder: Path, empty_database_url: str) -> None:
    assert init("--organisation", str(folder / "acme.yaml")).exit_code == 0
    database = opened(folder, empty_database_url)
    with database.read("acme") as session:
        assert set(session.scalars(select(tables.Unit.key))) == {"region", "north", "south"}
        assert list(session.execute(select(tables.Template.name, tables.Template.published))) == [("faults", 1)]
    database.close()


def test_a_person_gets_a_password_that_is_told_once_and_works(folder: Path, empty_database_url: str) -> None:
    found = init("--organisation", str(folder / "acme.yaml"), "--password-for", "ada")
    (password,) = [line.removeprefix("ada: ") for line in found.output.splitlines() if line.startswith("ada: ")]
    assert len(password) >= 20
    database = opened(folder, empty_database_url)
    with database.read("acme") as session:
        assert verify_password(session, "acme", "ada@acme.example", password) is not None
    database.close()


def test_a_password_for_someone_unknown_is_refused_in_words(folder: Path) -> None:
    found = init("--organisation", str(folder / "acme.yaml"), "--password-for", "zoe")
    assert found.exit_code == 1
    assert "no such person: zoe; there are: ada, bo" in found.output


def test_faults_in_the_file_are_said_with_their_place(folder: Path) -> None:
    (folder / "acme.yaml").write_text(ORGANISATION.replace("members: [ada, bo]", "members: [ada, boo]"), encoding="utf-8")
    found = init("--organisation", str(folder / "acme.yaml"))
    assert found.exit_code == 1
    assert f"{folder / 'acme.yaml'}:8:" in found.output


def test_faults_in_a_template_stop_it(folder: Path) -> None:
    (folder / "faults.yaml").write_text(FAULTS.replace("one_per: hurt", "one_per: hrt"), encoding="utf-8")
    found = init("--organisation", str(folder / "acme.yaml"))
    assert found.exit_code == 1
    assert "unknown-group" in found.output


def test_a_setting_that_is_wrong_is_said_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLVERK_PORT", "http")
    found = init()
    assert (found.exit_code, "MALLVERK_PORT" in found.output) == (1, True)


def test_a_database_that_someone_else_writes_to_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLVERK_DATA", str(tmp_path))
    assert init().exit_code == 0
    held = Database.open(f"sqlite:///{tmp_path / 'mallverk.sqlite3'}", journal_key=KEYRING.journal_key)
    found = init()
    held.close()
    assert (found.exit_code, "held for writing by process" in found.output) == (1, True)
