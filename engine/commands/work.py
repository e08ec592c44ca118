"""`mallverk work`: a worker of its own, beside web processes on PostgreSQL."""

import signal
import threading
from types import FrameType

import click

from engine.commands.installation import open_office, settings_from_environment
from engine.delivery.smtp import sender_from
from engine.worker import Worker


@click.command("work", epilog="Example:  MALLVERK_DATABASE=postgresql+psycopg://... mallverk work")
def command() -> None:
    """Send mail and reminders until stopped. On SQLite, `mallverk serve` does this itself."""
    settings = settings_from_environment()
    if settings.database.startswith("sqlite"):
        raise click.ClickException("on SQLite the worker is a part of `mallverk serve`; a process of its own needs PostgreSQL")
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    with open_office(settings, exclusive=False) as office:
        Worker(office, sender_from(settings)).run(stop)
