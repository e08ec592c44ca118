"""The databases of a measurement, a new one for each block: SQLite files on the disk, or a PostgreSQL of its own."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg.sql import SQL, Identifier

from benchmarks import bare_store
from engine.store.migrations import upgrade

BARE, PRODUCT = "bare", "product"


class Stores(Protocol):
    """Makes databases. `processes` is how many servers share one."""

    kind: str
    processes: int

    def prepared(self, app: str) -> str:
        """The address of the database that the others are copies of."""

    def fresh(self, app: str) -> str:
        """The address of a new copy, in place of the one before."""


def prepare(stores: Stores) -> None:
    """Tables for both apps."""
    bare_store.create_tables(stores.prepared(BARE))
    upgrade(stores.prepared(PRODUCT))


class SqliteStores:
    """Files in a folder."""

    kind = "sqlite"
    processes = 1

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepared(self, app: str) -> str:
        """The address of the file that the others are copies of."""
        return f"sqlite:///{self._folder / app}.sqlite3"

    def fresh(self, app: str) -> str:
        """A copy of the file; what was left of the one before is removed."""
        for old in self._folder.glob("fresh.sqlite3*"):
            old.unlink()
        fresh = self._folder / "fresh.sqlite3"
        shutil.copyfile(self._folder / f"{app}.sqlite3", fresh)
        os.sync()
        return f"sqlite:///{fresh}"


class PostgresStores:
    """Databases of one cluster."""

    kind = "postgresql"
    processes = 2

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for app in (BARE, PRODUCT):
            self._run(SQL("CREATE DATABASE {}").format(Identifier(app)))

    def prepared(self, app: str) -> str:
        """The address of the database that the others are copies of."""
        return self._url(app)

    def fresh(self, app: str) -> str:
        """A copy."""
        self._run(SQL("DROP DATABASE IF EXISTS fresh WITH (FORCE)"))
        self._run(SQL("CREATE DATABASE fresh TEMPLATE {}").format(Identifier(app)))
        self._run(SQL("CHECKPOINT"))
        return self._url("fresh")

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self._folder}"

    def _run(self, statement: SQL | object) -> None:
        with psycopg.connect(host=str(self._folder), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]


@contextmanager
def opened(kind: str, folder: Path) -> Iterator[Stores]:
    """Stores of a kind, gone afterwards."""
    if kind == "sqlite":
        yield SqliteStores(folder)
        return
    cluster = folder / "cluster"
    cluster.mkdir()
    if os.getuid() == 0:
        folder.chmod(0o755)
        shutil.chown(cluster, "postgres")
    _program(cluster, "initdb", "-D", str(cluster / "tables"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    control = ("pg_ctl", "-D", str(cluster / "tables"), "-w")
    _program(cluster, *control, "-l", str(cluster / "log"), "-o", f"-c listen_addresses= -k {cluster}", "start")
    try:
        yield PostgresStores(cluster)
    finally:
        _program(cluster, *control, "-m", "immediate", "stop")


def _program(folder: Path, program: str, *options: str) -> None:
    """Run one of PostgreSQL's programs as someone who may own a cluster, which root may not."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"), key=lambda path: int(path.parts[4]))
    if not found:
        raise SystemExit("PostgreSQL is not installed; measure with --store sqlite")
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*prefix, str(found[-1]), *options], cwd=folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def syncs_a_second(folder: Path, seconds: float) -> float:
    """How often the disk can be written to for certain: 8 kB and fdatasync, one writer."""
    path, block, count = folder / "sync", b"x" * 8192, 0
    file = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    started = time.perf_counter()
    try:
        while time.perf_counter() - started < seconds:
            os.pwrite(file, block, 0)
            os.fdatasync(file)
            count += 1
    finally:
        os.close(file)
        path.unlink()
    return count / (time.perf_counter() - started)
