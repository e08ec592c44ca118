"""A PostgreSQL cluster of the test run's own: made in a temporary folder, shared by all workers, gone when the run ends."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

NOTHING = subprocess.DEVNULL
# nothing here needs to survive a power cut
SPEED = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c listen_addresses= -c max_connections=200"
# stops the server also when the test run is killed and can not do it itself
GUARD = '(tail --pid="$1" -f /dev/null; kill -QUIT "$(head -1 "$2/cluster/data/postmaster.pid")"; rm -rf "$2") &'


def programs() -> Path:
    """The folder of the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        sys.exit("PostgreSQL is missing; ./test says how to install it.")
    return found[-1].parent if found else Path(on_path or "").resolve().parent


def _as_server(cluster: Path, program: str, *options: str) -> None:
    """Run as someone who may own a cluster, which root may not."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    command = [*prefix, str(programs() / program), *options]
    subprocess.run(command, cwd=cluster, check=True, stdin=NOTHING, stdout=NOTHING)


def _start(folder: Path, controller: int) -> None:
    cluster = folder / "cluster"
    cluster.mkdir()
    if os.getuid() == 0:
        folder.chmod(0o755)
        shutil.chown(cluster, "postgres")
    guard = ["sh", "-c", GUARD, "guard", str(controller), str(folder)]
    subprocess.run(guard, check=True, start_new_session=True, stdin=NOTHING, stdout=NOTHING, stderr=NOTHING)
    data = str(cluster / "data")
    _as_server(cluster, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    _as_server(cluster, "pg_ctl", "-D", data, "-l", str(cluster / "log"), "-o", f"{SPEED} -k {cluster}", "-w", "start")


def stop(folder: Path) -> None:
    """Stop the cluster, if it was ever started, and remove the folder."""
    if (folder / "cluster" / "data" / "postmaster.pid").exists():
        _as_server(folder / "cluster", "pg_ctl", "-D", str(folder / "cluster" / "data"), "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def url(folder: Path, name: str) -> str:
    """The address of one database, as SQLAlchemy writes it."""
    return f"postgresql+psycopg://postgres@/{name}?host={folder / 'cluster'}"


def connect(folder: Path, name: str) -> psycopg.Connection:
    """A superuser's connection in autocommit."""
    return psycopg.connect(host=str(folder / "cluster"), user="postgres", dbname=name, autocommit=True)


def ensure(folder: Path, controller: int, fill: Callable[[str], None]) -> None:
    """Start the cluster and fill its database `prepared`, once, whichever worker comes first."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "prepared").exists():
            if not (folder / "cluster").exists():
                _start(folder, controller)
            create(folder, "prepared", "template1")
            fill(url(folder, "prepared"))
            (folder / "prepared").touch()


def create(folder: Path, name: str, template: str) -> None:
    """Make database `name` as a copy of `template`, in place of an older one."""
    with connect(folder, "postgres") as connection:
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))
        connection.execute(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(template)))


def empty(folder: Path, name: str) -> None:
    """Take every row out of database `name`; far faster than a new copy."""
    with connect(folder, name) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'")
        deletes = [SQL("DELETE FROM {}").format(Identifier(row[0])) for row in found]
        # in the role of a replica no foreign key and no trigger acts, so the order does not matter
        connection.execute(SQL("; ").join([SQL("SET lock_timeout = '10s'; SET session_replication_role = replica"), *deletes]))
