"""`mallverk work`: a worker in a process of its own, on PostgreSQL; it ends when it is told to."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from engine.commands import main
from engine.store import tables
from engine.store.database import Database
from tests.engine.delivery.sink import sink
from tests.site import CHECKOUT, FAULTS, KEYRING, ORGANISATION, Site

PATIENCE = 60


def test_on_sqlite_it_says_who_does_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLVERK_DATA", str(tmp_path))
    monkeypatch.delenv("MALLVERK_DATABASE", raising=False)
    found = CliRunner().invoke(main, ["work"])
    assert (found.exit_code, "mallverk serve" in found.output) == (1, True)


@pytest.mark.postgresql
@pytest.mark.parametrize("store_kind", ["postgresql"])
def test_it_sends_what_waits_and_ends_with_nothing_lost_when_told_to(tmp_path: Path, database_url: str) -> None:
    (tmp_path / "mallverk.key").write_text(KEYRING._lines(), encoding="ascii")
    database = Database.open(database_url, journal_key=KEYRING.journal_key)
    site = Site.over(database, ORGANISATION, [FAULTS])
    # the process has the real time, by which an older case would be overdue
    site.clock.now = datetime.now(UTC)
    site.case()
    with sink() as server:
        settings = {"DATA": str(tmp_path), "DATABASE": database_url, "SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(server.port)}
        settings |= {"SMTP_TLS": "none", "SMTP_FROM": "mallverk@acme.example"}
        environment = os.environ | {f"MALLVERK_{name}": value for name, value in settings.items()}
        process = subprocess.Popen([sys.executable, "-m", "admin", "work"], cwd=CHECKOUT, env=environment)
        try:
            give_up = time.monotonic() + PATIENCE
            while len(server.envelopes) < 2 and time.monotonic() < give_up:
                process.poll()
                assert process.returncode is None
                time.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0
        finally:
            process.kill()
    assert {recipient for _, to in server.envelopes for recipient in to} == {"ada@acme.example", "bo@acme.example", "gus@acme.example"}
    assert all(row.sent_at for row in site.all(tables.OutgoingMail))
    database.close()
