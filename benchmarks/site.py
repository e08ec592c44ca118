"""A place to measure in: a folder with both apps' databases, requests and servers. It knows no figure."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from benchmarks import product, stores
from benchmarks.blocks import Side
from benchmarks.client import write_requests
from benchmarks.questions import answers, questions
from benchmarks.servers import BARE, PRODUCT, Server, free_ports, running

BARE_BODIES = 2000


@dataclass
class Site:
    """Where everything lies. `ports` are the same for both sides; `url` is the database of the block at hand."""

    folder: Path
    stores: stores.Stores
    ports: tuple[int, ...]
    url: str = ""
    cookies: list[str] = field(default_factory=list)
    """The cookies that open each draft."""

    def bare(self) -> list[Server]:
        """The bare app on a new database."""
        self.url = self.stores.fresh(stores.BARE)
        return self._servers(BARE, "/constant")

    def product(self) -> list[Server]:
        """The product on a new database."""
        self.url = self.stores.fresh(stores.PRODUCT)
        return self._servers(PRODUCT, "/health")

    def prepare(self, drafts: int) -> None:
        """Install both, fill in the form once by hand, and make drafts like that one."""
        stores.prepare(self.stores)
        url = self.url = self.stores.prepared(stores.PRODUCT)
        product.install(self.folder, url)
        with running(self._servers(PRODUCT, "/health")):
            browser, checked = product.fill_in(self.ports[0], 0)
        like = product.sending(self.folder, url, browser, checked)
        self.cookies = [like.cookies(token) for token in product.add_drafts(self.folder, url, like, drafts)]
        write_requests(self.requests("product"), [product.post(like.path, self.ports[0], like.body, cookies) for cookies in self.cookies])
        asked = questions()
        for kind in ("one", "full"):
            bodies = (urlencode(answers(number, asked)).encode() for number in range(BARE_BODIES))
            write_requests(self.requests(kind), [product.post(f"/{kind}", self.ports[0], body) for body in bodies])

    def gets(self, kind: str, path: str, cookies: str = "") -> None:
        """A page as a file of requests."""
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.ports[0]}", *([f"Cookie: {cookies}"] if cookies else []), "", ""]
        write_requests(self.requests(kind), ["\r\n".join(lines).encode()])

    def requests(self, kind: str) -> Path:
        """The file with the requests of a kind."""
        return self.folder / f"{kind}.requests"

    def side(self, kind: str, expect: tuple[str, ...], **more: object) -> Side:
        """A kind of block at this place."""
        servers: Callable[[], list[Server]] = self.product if kind.startswith("product") else self.bare
        return Side(kind, servers, self.requests(kind), expect, **more)  # type: ignore[arg-type]

    def _servers(self, command: tuple[str, ...], ready: str) -> list[Server]:
        return [Server(command, port, product.settings(self.folder, self.url), ready) for port in self.ports]


@contextmanager
def opened(kind: str) -> Iterator[Site]:
    """A new place on the disk where temporary files are, gone afterwards."""
    with TemporaryDirectory(prefix="mallverk-benchmarks-") as name, stores.opened(kind, Path(name)) as found:
        yield Site(Path(name), found, free_ports(found.processes))
