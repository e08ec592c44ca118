"""What all tests share: a clean database on both stores. It must not start anything that no test asked for."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from engine.store.database import Database
from engine.store.migrations import upgrade
from tests import postgresql
from tests.kept import keep_builders, keep_statements
from tests.site import BY_HAND, CHECKOUT, FAULTS, KEYRING, LIBRARY, ORGANISATION, Site

FOLDER = "MALLVERK_TEST_FOLDER"
CONTROLLER = "MALLVERK_TEST_CONTROLLER"
# a busy machine must not fail a test, nor may a test fail on one run and pass on the next
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
keep_builders()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")


def pytest_configure(config: pytest.Config) -> None:
    """Name the folder that all workers share; they inherit it by the environment."""
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="mallverk-")
        os.environ[CONTROLLER] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave no server and no file behind."""
    if not hasattr(config, "workerinput"):
        postgresql.stop(Path(os.environ[FOLDER]))


class OneBrowser(LoadScopeScheduling):
    """Hands out tests one by one, but all of the browser's to one worker: the demo that they share takes minutes of work."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """How tests are handed out."""
    return OneBrowser(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first, the browser's next, and last on PostgreSQL what was quick."""
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker("browser")
    items.sort(key=lambda item: 2 * ("postgresql" in item.keywords) + ("browser" in item.keywords))


def pytest_collection_finish() -> None:
    """What is there when the tests begin stays to the end: Python need not look through all of it for garbage again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder that all workers of this run share."""
    return Path(os.environ[FOLDER])


@pytest.fixture(scope="session")
def sqlite_folder() -> Iterator[Path]:
    """A folder for SQLite files, in memory where the machine has such a place, since each test waits for its own disk writes."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - mkdtemp makes the folder ours alone
    with tempfile.TemporaryDirectory(prefix="mallverk-", dir=memory) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def sqlite_prepared(sqlite_folder: Path) -> Path:
    """A SQLite file with the tables and nothing in them."""
    path = sqlite_folder / "prepared.sqlite3"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_prepared(shared_folder: Path) -> str:
    """The name of this worker's PostgreSQL database, with tables."""
    postgresql.ensure(shared_folder, int(os.environ[CONTROLLER]), upgrade)
    postgresql.create(shared_folder, WORKER, "prepared")
    return WORKER


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store_kind(request: pytest.FixtureRequest) -> str:
    """Which store the test runs on; every test of the database runs on each."""
    return str(request.param)


@pytest.fixture
def sqlite_path(sqlite_folder: Path) -> Iterator[Path]:
    """Where one test's SQLite file may be; nothing is there yet."""
    with tempfile.TemporaryDirectory(dir=sqlite_folder) as folder:
        yield Path(folder) / "mallverk.sqlite3"


@pytest.fixture
def database_url(store_kind: str, request: pytest.FixtureRequest, sqlite_path: Path, shared_folder: Path) -> str:
    """The address of a database with tables and no rows; for tests that start processes of their own."""
    if store_kind == "sqlite":
        shutil.copyfile(request.getfixturevalue("sqlite_prepared"), sqlite_path)
        return f"sqlite:///{sqlite_path}"
    name = request.getfixturevalue("postgresql_prepared")
    postgresql.empty(shared_folder, name)
    return postgresql.url(shared_folder, name)


@pytest.fixture
def empty_database_url(store_kind: str, request: pytest.FixtureRequest, sqlite_path: Path, shared_folder: Path) -> str:
    """The address of a database without tables; for tests of migrations."""
    if store_kind == "sqlite":
        return f"sqlite:///{sqlite_path}"
    request.getfixturevalue("postgresql_prepared")
    postgresql.create(shared_folder, f"{WORKER}-bare", "template1")
    return postgresql.url(shared_folder, f"{WORKER}-bare")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database with tables and no rows."""
    opened = Database.open(database_url, journal_key=KEYRING.journal_key)
    keep_statements(opened)
    yield opened
    opened.close()


@pytest.fixture
def site(database: Database) -> Site:
    """A small organisation with one template that opens cases at once and one that waits for a mailbox."""
    return Site.over(database, ORGANISATION, [FAULTS, BY_HAND])


@pytest.fixture
def ekhamra(database: Database) -> Site:
    """The invented organisation of the examples, with the templates of the library that it uses."""
    organisation = CHECKOUT / "examples" / "ekhamra" / "organisation.yaml"
    texts = [(LIBRARY / f"{name}.yaml").read_text(encoding="utf-8") for name in ("incidentrapport", "krankande-behandling")]
    return Site.over(database, organisation.read_text(encoding="utf-8"), texts)
