"""The settings of an installation: one table, read once from the environment. What an organisation decides is data, not a setting."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "MALLVERK_"


@dataclass(frozen=True)
class Setting:
    """One line of the table. `read` turns the environment's text into the value, or raises ValueError with the reason in words."""

    name: str
    default: str
    help: str
    read: Callable[[str], Any] = str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return PREFIX + self.name


class InvalidSettings(ValueError):
    """Every faulty setting at once; `faults` holds (variable, reason)."""

    def __init__(self, faults: tuple[tuple[str, str], ...]) -> None:
        super().__init__("\n".join(f"{variable}: {reason}" for variable, reason in faults))
        self.faults = faults


def _number(lowest: int, highest: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not lowest <= int(text[:9]) <= highest:
            raise ValueError(f"must be a whole number from {lowest} to {highest}, not {text!r}")
        return int(text)

    return read


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}, not {text!r}")
        return text.lower()

    return read


def _yes_no(text: str) -> bool:
    return _one_of("yes", "no")(text) == "yes"


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _optional_path(text: str) -> Path | None:
    return _path(text) if text else None


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"must be an address such as https://example.org, not {text!r}")
    return text.rstrip("/")


def _database(text: str) -> str:
    if text and urlsplit(text).scheme.partition("+")[0] not in ("sqlite", "postgresql"):
        # the address may hold a password, so it is not repeated
        raise ValueError("must begin with sqlite:/// or postgresql://")
    return text


SETTINGS = (
    Setting("DATA", "data", "Folder for the database, the key and other files of this installation.", _path),
    Setting("DATABASE", "", "Address of the database, sqlite:///... or postgresql://...; empty means a SQLite file in DATA.", _database),
    Setting("DATABASE_POOLER", "no", "yes when a pooler in transaction mode, such as PgBouncer, stands before PostgreSQL.", _yes_no),
    Setting("KEY_FILE", "", "File with the installation's keys; empty means mallverk.key in DATA.", _optional_path),
    Setting("BASE_URL", "http://127.0.0.1:8000", "Address that visitors use, written in mails and links.", _address),
    Setting("HOST", "127.0.0.1", "Network address to listen on."),
    Setting("PORT", "8000", "Port to listen on.", _number(1, 65535)),
    Setting("THREADS", "8", "How many requests are answered at a time by one process.", _number(1, 256)),
    Setting("TRUSTED_PROXIES", "0", "How many proxies of your own stand in front and may say who the visitor is.", _number(0, 10)),
    Setting("LANGUAGE", "sv", "Language of pages and mails where nothing else is chosen.", _one_of("sv", "en")),
    Setting("SMTP_HOST", "", "Mail server that takes outgoing mail; empty means that mail stays in the queue."),
    Setting("SMTP_PORT", "587", "Port of the mail server.", _number(1, 65535)),
    Setting("SMTP_TLS", "starttls", "How the mail server is spoken to: starttls, tls or none.", _one_of("starttls", "tls", "none")),
    Setting("SMTP_USER", "", "User name at the mail server; empty means none."),
    Setting("SMTP_PASSWORD_FILE", "", "File whose first line is the password at the mail server.", _optional_path),
    Setting("SMTP_FROM", "", "Sender address of outgoing mail; must be set where SMTP_HOST is."),
)


@dataclass(frozen=True)
class Settings:
    """The values of one run."""

    data: Path
    database: str
    database_pooler: bool
    key_file: Path
    base_url: str
    host: str
    port: int
    threads: int
    trusted_proxies: int
    language: str
    smtp_host: str
    smtp_port: int
    smtp_tls: str
    smtp_user: str
    smtp_password_file: Path | None
    smtp_from: str

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> "Settings":
        """The settings that `environ` asks for; raises InvalidSettings with every fault."""
        values: dict[str, Any] = {}
        faults = _misspelt(environ)
        for setting in SETTINGS:
            try:
                values[setting.name.lower()] = setting.read(environ.get(setting.variable, "").strip() or setting.default)
            except ValueError as reason:
                faults.append((setting.variable, str(reason)))
        if values.get("smtp_host") and not values.get("smtp_from"):
            faults.append((f"{PREFIX}SMTP_FROM", "must be set when SMTP_HOST is"))
        if faults:
            raise InvalidSettings(tuple(faults))
        values["database"] = values["database"] or f"sqlite:///{values['data'] / 'mallverk.sqlite3'}"
        values["key_file"] = values["key_file"] or values["data"] / "mallverk.key"
        return cls(**values)


def _misspelt(environ: Mapping[str, str]) -> list[tuple[str, str]]:
    """A name that is nearly a setting's would otherwise be passed over without a word, and the default used."""
    known = {setting.variable: setting for setting in SETTINGS}
    faults = []
    for variable in sorted(environ):
        if variable.startswith(PREFIX) and variable not in known:
            close = get_close_matches(variable, known, n=1, cutoff=0.85)
            faults += [(variable, f"there is no such setting; did you mean {close[0]}?")] if close else []
    return faults
