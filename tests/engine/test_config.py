"""The rules of settings."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from engine.config import SETTINGS, InvalidSettings, Settings


def faults(**environ: str) -> dict[str, str]:
    """The faults of an environment, by variable."""
    with pytest.raises(InvalidSettings) as caught:
        Settings.read({f"MALLVERK_{name}": value for name, value in environ.items()})
    return dict(caught.value.faults)


def test_an_empty_environment_gives_working_settings() -> None:
    settings = Settings.read({})
    assert (settings.host, settings.port, settings.language) == ("127.0.0.1", 8000, "sv")


def test_database_and_key_lie_in_the_data_folder_unless_said_otherwise() -> None:
    settings = Settings.read({"MALLVERK_DATA": "/srv/mallverk"})
    assert settings.database == "sqlite:////srv/mallverk/mallverk.sqlite3"
    assert settings.key_file == Path("/srv/mallverk/mallverk.key")


def test_the_environment_wins_over_the_default() -> None:
    settings = Settings.read({"MALLVERK_PORT": "9000", "MALLVERK_DATABASE": "postgresql://x/y", "MALLVERK_DATABASE_POOLER": "yes"})
    assert (settings.port, settings.database, settings.database_pooler) == (9000, "postgresql://x/y", True)


def test_an_empty_variable_means_the_default() -> None:
    assert Settings.read({"MALLVERK_PORT": " "}).port == 8000


def test_every_fault_is_told_at_once_and_in_words() -> None:
    found = faults(PORT="80a", THREADS="0", LANGUAGE="tlh", BASE_URL="example.org")
    assert set(found) == {"MALLVERK_PORT", "MALLVERK_THREADS", "MALLVERK_LANGUAGE", "MALLVERK_BASE_URL"}
    assert found["MALLVERK_PORT"] == "must be a whole number from 1 to 65535, not '80a'"


@pytest.mark.parametrize("text", ["-1", "1e3", "٣", "9" * 5000, "0", "65536", "80 80"])
def test_a_port_is_a_whole_number_within_its_limits(text: str) -> None:
    assert "MALLVERK_PORT" in faults(PORT=text)


def test_an_address_loses_its_last_slash() -> None:
    assert Settings.read({"MALLVERK_BASE_URL": "https://anmal.example.org/"}).base_url == "https://anmal.example.org"


def test_a_faulty_database_address_is_not_repeated_since_it_may_hold_a_password() -> None:
    assert "secret" not in faults(DATABASE="mysql://me:secret@host/x")["MALLVERK_DATABASE"]


def test_a_mail_server_needs_a_sender() -> None:
    assert faults(SMTP_HOST="mail.example.org") == {"MALLVERK_SMTP_FROM": "must be set when SMTP_HOST is"}


def test_a_misspelt_name_is_a_fault_with_the_likely_name() -> None:
    assert faults(DATABSE="sqlite:///x") == {"MALLVERK_DATABSE": "there is no such setting; did you mean MALLVERK_DATABASE?"}


def test_a_name_of_someone_else_is_left_alone() -> None:
    assert Settings.read({"MALLVERK_TEST_FOLDER": "x", "PATH": "y"}).port == 8000


def test_the_message_lists_the_faults_line_by_line() -> None:
    with pytest.raises(InvalidSettings, match=r"MALLVERK_PORT: must be .*\nMALLVERK_THREADS: must be "):
        Settings.read({"MALLVERK_PORT": "x", "MALLVERK_THREADS": "x"})


def test_settings_can_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings.read({}).port = 1  # type: ignore[misc]


def test_each_line_of_the_table_is_one_value_with_a_sentence_of_help() -> None:
    assert [setting.name.lower() for setting in SETTINGS] == [value.name for value in fields(Settings)]
    assert all(setting.help.endswith(".") for setting in SETTINGS)


def test_there_are_fewer_than_twenty_settings() -> None:
    assert len(SETTINGS) < 20
