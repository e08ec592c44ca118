"""Runs the demonstration: makes it when it is not there, then serves it with its worker until stopped."""

import argparse
import logging
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from werkzeug.middleware.dispatcher import DispatcherMiddleware

import admin
import forms
from admin.serve import serve
from engine.actions.import_organisation import import_roster
from engine.actions.publish import publish
from engine.config import Settings
from engine.delivery.smtp import Shelf
from engine.errors import MallverkError
from engine.library import from_library
from engine.office import Office
from engine.roster import read_roster
from engine.store.database import Database
from engine.store.keys import Keyring
from engine.store.migrations import upgrade
from engine.store.seal import Sealer
from engine.template.load import load
from engine.worker import Worker
from examples.demo.clock import MovableClock
from examples.demo.desk import create_desk
from examples.demo.mailing import mail_reports
from examples.demo.noting import note
from examples.demo.people import tell_who_they_are
from examples.demo.reviewing import review
from examples.demo.seeds import Seeder
from examples.demo.watching import watch
from examples.demo.words import HOUSING, SCHOOL

CHECKOUT = Path(__file__).parents[2]
MADE = "made"
"""A file that stands in the folder once everything has been made: a run that was stopped halfway begins again."""

REPORTS = {
    "ekhamra": {"krankande-behandling": 290, "incidentrapport": 90},
    "ekhamrahem": {"felanmalan": 40},
}
SENTENCES = {"ekhamra": SCHOOL, "ekhamrahem": HOUSING}
LARGEST = {"ekhamra": "ekskolan", "ekhamrahem": "ekbacken"}
KNOWN = 25
"""In how many cases of each template it has been said who the people are."""
TERMS = timedelta(days=460)
UNUSED = timedelta(days=100)
"""So long before the first report the forms came into use, so that a later term can be compared with the one in which it came."""


def main() -> int:
    """The command line."""
    options = _options()
    folder: Path = options.data.absolute()
    if options.reset and (folder / MADE).exists():
        shutil.rmtree(folder)
    logging.basicConfig(level=logging.WARNING, format="%(name)s %(levelname)s %(message)s")
    settings = replace(Settings.read({"MALLVERK_DATA": str(folder)}), port=options.port, base_url=f"http://127.0.0.1:{options.port}")
    try:
        if not (folder / MADE).exists():
            _make(folder, settings, options.reports)
        return _serve(folder, settings)
    except MallverkError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"port {options.port}: {error.strerror}. Another can be chosen with --port", file=sys.stderr)
    return 1


def _options() -> Any:
    parser = argparse.ArgumentParser(
        prog="./demo", description="A demonstration with a fictional organisation. Nothing leaves this machine."
    )
    parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (8000)")
    parser.add_argument("--data", type=Path, default=CHECKOUT / ".demo", help="folder for its database (.demo in the checkout)")
    parser.add_argument("--reset", action="store_true", help="throw away what is in the folder, and begin again")
    parser.add_argument("--reports", type=float, default=1.0, help=argparse.SUPPRESS)
    return parser.parse_args()


def _make(folder: Path, settings: Settings, share: float) -> None:
    """Tables, keys, organisations, templates and invented reports."""
    print("Making the demonstration. It takes less than a minute.", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    for name in folder.glob("mallverk.*"):
        name.unlink()
    keyring = Keyring.create(settings.key_file)
    upgrade(settings.database)
    clock = MovableClock(folder / "clock")
    with _open(settings, keyring, clock) as office:
        for org, templates in REPORTS.items():
            _organisation(office, org)
            seeder = Seeder(office, org, sentences=SENTENCES[org], largest=LARGEST[org])
            for template, count in templates.items():
                seeder.reports(template, max(1, round(count * share)), office.clock() - TERMS)
            for template in templates:
                tell_who_they_are(office, org, template, most=KNOWN)
                note(office, org, template)
            seeder.quiet()
            review(office, org, seeder.random)
            mail_reports(office, org)
            watch(office, org, seeder)
    (folder / MADE).write_text(datetime.now(UTC).isoformat())


def _organisation(office: Office, folder: str) -> None:
    """One organisation from its file, with its templates published."""
    roster = read_roster((CHECKOUT / "examples" / folder / "organisation.yaml").read_bytes())
    org = roster.organisation.key
    past = office.clock() - TERMS - UNUSED
    office.write(org, lambda session: import_roster(session, roster, past))
    for name in roster.templates:
        template = load((CHECKOUT / "templates_library" / name).read_bytes(), from_library)
        office.write(org, partial(publish, org=org, template=template, now=past, publisher=None))
    office.forget()


@contextmanager
def _open(settings: Settings, keyring: Keyring, clock: MovableClock) -> Iterator[Office]:
    """The installation, closed afterwards."""
    database = Database.open(settings.database, journal_key=keyring.journal_key)
    try:
        yield Office(database, Sealer(keyring), base_url=settings.base_url, clock=clock)
    finally:
        database.close()


def _serve(folder: Path, settings: Settings) -> int:
    keyring = Keyring.read(settings.key_file)
    clock = MovableClock(folder / "clock")
    with _open(settings, keyring, clock) as office:
        secret = keyring.derive("web")
        public = forms.create_app(office, settings, secret=secret)
        signed_in = admin.create_app(office, settings, secret=secret)
        desk = create_desk(office, settings, secret=secret, clock=clock)
        for app in (public, signed_in, desk):
            app.config["BANNER"] = _banner(clock)
        application = DispatcherMiddleware(public, {"/admin": signed_in, "/demo": desk})
        worker = Worker(office, Shelf())
        with suppress(KeyboardInterrupt):
            return serve(
                application, settings, background=[worker.run], ready=lambda port: print(f"Ready: http://127.0.0.1:{port}/", flush=True)
            )
    return 0


def _banner(clock: MovableClock) -> Any:
    """What stands above every page. In Swedish only: so are the invented organisations."""

    def banner() -> Mapping[str, Any]:
        links = [("Byt roll", "/demo/"), ("Mejl", "/demo/mail/"), ("Klocka", "/demo/clock/")]
        moved = f" Klockan går {clock.moved.days} dygn före." if clock.moved.days else ""
        text = f"Det här är en demonstration. Organisationerna, personerna och anmälningarna är påhittade.{moved}"
        return {"tag": "Demo", "text": text, "links": [{"label": label, "url": url} for label, url in links]}

    return banner


if __name__ == "__main__":
    raise SystemExit(main())
