"""Opens the installation that the environment's settings describe: for commands that need its database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from engine.config import InvalidSettings, Settings
from engine.errors import MallverkError
from engine.office import Office
from engine.store.database import Database
from engine.store.keys import Keyring
from engine.store.seal import Sealer


def settings_from_environment() -> Settings:
    """The settings; says every fault and ends when there are any."""
    try:
        return Settings.read(os.environ)
    except InvalidSettings as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def open_office(settings: Settings, *, exclusive: bool) -> Iterator[Office]:
    """The installation, closed afterwards; a missing key file or database is said in words."""
    try:
        keyring = Keyring.read(settings.key_file)
        database = Database.open(
            settings.database,
            journal_key=keyring.journal_key,
            exclusive=exclusive,
            connections=settings.threads + 4,
            prepare_threshold=None if settings.database_pooler else 5,
        )
    except MallverkError as error:
        raise click.ClickException(str(error)) from None
    try:
        yield Office(database, Sealer(keyring), base_url=settings.base_url, clock=lambda: datetime.now(UTC))
    except MallverkError as error:
        raise click.ClickException(str(error)) from None
    finally:
        database.close()
