"""One process serves both apps and the work beside them; slow visitors stop nobody, and a stop loses nothing."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from flask import Flask, request

from admin.serve import ARRIVING, PACE, ROOM, TAKING, Background, Patience, _adjustments, combined, make_room, serve
from forms.decoder import BODY_WITH_FILES

CHECKOUT = Path(__file__).parents[2]
PROGRAM = """
import time
from flask import Flask
from admin.serve import serve
from tests.admin.test_serve import Server

app = Flask("slow")
@app.get("/")
def page():
    print("asked", flush=True)
    time.sleep(0.5)
    return "whole"

raise SystemExit(serve(app, Server(), ready=lambda port: print(port, flush=True)))
"""


@dataclass(frozen=True)
class Server:
    """The settings that the server needs, with a free port."""

    base_url: str = "http://127.0.0.1"
    host: str = "127.0.0.1"
    port: int = 0
    threads: int = 4
    trusted_proxies: int = 0


@dataclass
class Running:
    """A server in a thread of this process."""

    port: int
    stop: threading.Event
    thread: threading.Thread
    codes: list[int]
    opened: ExitStack = field(default_factory=ExitStack)

    def ask(self, path: str = "/", method: str = "GET", **more: Any) -> HTTPResponse:
        """One request on a connection of its own, with patience that a loaded machine needs."""
        connection = self.opened.enter_context(closing(HTTPConnection("127.0.0.1", self.port, timeout=20)))
        connection.request(method, path, **more)
        return self.opened.enter_context(connection.getresponse())

    def begin(self, sent: bytes) -> socket.socket:
        """A connection that has sent this much."""
        connection = self.opened.enter_context(socket.create_connection(("127.0.0.1", self.port), timeout=20))
        connection.sendall(sent)
        return connection

    def end(self) -> int:
        """Ask it to stop, and wait until it has."""
        self.stop.set()
        self.thread.join(30)
        return self.codes[0]


@contextmanager
def running(app: Any, server: Server | None = None, background: tuple[Background, ...] = ()) -> Iterator[Running]:
    """`app` served until the block ends."""
    stop, ports, codes = threading.Event(), Queue[int](), list[int]()
    arguments = {"background": background, "stop": stop, "ready": ports.put}
    thread = threading.Thread(target=lambda: codes.append(serve(app, server or Server(), **arguments)))
    thread.start()
    with ExitStack() as opened:
        opened.callback(thread.join, 30)
        opened.callback(stop.set)
        yield Running(ports.get(timeout=20), stop, thread, codes, opened)


def app(view: Callable[[], str] = lambda: "page") -> Flask:
    made = Flask("served")
    made.add_url_rule("/", "page", view, methods=["GET", "POST"])
    made.add_url_rule("/large", "large", lambda: b"y" * 4_000_000)
    made.add_url_rule("/who", "who", lambda: f"{request.remote_addr} {request.scheme} {request.headers.get('X-Forwarded-Host')}")
    return made


def test_admin_is_one_app_and_everything_else_the_other() -> None:
    with running(combined(app(lambda: "public"), app(lambda: "signed in"))) as served:
        assert [served.ask(path).read() for path in ("/", "/admin/", "/admin/who/")] == [b"public", b"signed in", served.ask("/no").read()]


def test_it_does_not_say_what_it_is() -> None:
    with running(app()) as served:
        assert "Server" not in served.ask().headers


def test_a_request_that_runs_is_answered_before_the_stop() -> None:
    asked, go = threading.Event(), threading.Event()

    def view() -> str:
        asked.set()
        go.wait(20)
        return "whole" * 100_000

    with running(app(view)) as served:
        connection = served.begin(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        asked.wait(20)
        served.stop.set()
        go.set()
        assert b"".join(iter(lambda: connection.recv(65536), b"")).endswith(b"whole")
        assert served.end() == 0


def test_a_request_that_is_arriving_is_answered_before_the_stop() -> None:
    with running(app()) as served:
        head = b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        connection = served.begin(head)
        assert b"100" in connection.recv(100)
        served.stop.set()
        connection.sendall(b"ab")
        assert connection.recv(100).startswith(b"HTTP/1.1 200")


def test_an_idle_connection_does_not_hold_up_the_stop() -> None:
    with running(app()) as served:
        connection = served.begin(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        assert served.end() == 0
        assert b"".join(iter(lambda: connection.recv(1000), b"")) in (b"", b"page")


def test_no_more_is_taken_after_the_stop() -> None:
    with running(app()) as served:
        served.end()
        with pytest.raises(ConnectionRefusedError):
            served.ask()


def test_work_beside_the_web_ends_with_it() -> None:
    ended = threading.Event()

    def work(stop: threading.Event) -> None:
        stop.wait(20)
        ended.set()

    with running(app(), background=(work,)) as served:
        assert (served.end(), ended.is_set()) == (0, True)


def test_the_process_ends_when_the_work_beside_it_does() -> None:
    with running(app(), background=(lambda stop: None,)) as served:
        served.thread.join(30)
        assert served.codes == [1]


def test_sigterm_lets_a_running_request_finish() -> None:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        connection = HTTPConnection("127.0.0.1", int(process.stdout.readline()), timeout=20)
        connection.request("GET", "/")
        assert process.stdout.readline() == "asked\n"
        process.send_signal(signal.SIGTERM)
        assert connection.getresponse().read() == b"whole"
        connection.close()
        assert process.wait(30) == 0


def test_signals_that_come_upon_each_other_end_it_all_the_same() -> None:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for _ in range(200):
            process.send_signal(signal.SIGTERM)
            process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_sixty_slow_visitors_of_each_kind_stop_nobody() -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
    with running(app()) as served:
        for _ in range(60):
            for sent in (head, head + b"\r\na", b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n"):
                served.begin(sent)
        assert [served.ask(method="POST", body=b"a=1").read() for _ in range(10)] == [b"page"] * 10


@pytest.mark.parametrize(
    ("proxies", "sent", "seen"),
    [
        (0, "192.0.2.1", "127.0.0.1 http None"),
        (1, "192.0.2.9, 192.0.2.1", "192.0.2.1 http None"),
        (2, "192.0.2.9, 192.0.2.1, 192.0.2.2", "192.0.2.1 http None"),
    ],
)
def test_a_forged_proxy_header_says_nothing(proxies: int, sent: str, seen: str) -> None:
    headers = {"X-Forwarded-For": sent, "X-Forwarded-Proto": "gopher", "X-Forwarded-Host": "evil.example"}
    with running(app(), Server(trusted_proxies=proxies)) as served:
        assert served.ask("/who", headers=headers).read().decode() == seen


def test_the_app_sees_the_scheme_that_visitors_use() -> None:
    with running(app(), Server(base_url="https://forms.example.org")) as served:
        assert b" https " in served.ask("/who").read()


@dataclass
class Arriving:
    """A request of which so much has come."""

    body_bytes_received: int = 0


@dataclass(eq=False)
class Channel:
    """A connection as the server sees it."""

    request: Arriving | None = None
    requests: list[Arriving] = field(default_factory=list)
    total_outbufs_len: int = 0
    outbufs: list[bytes] = field(default_factory=list)
    will_close: bool = False


@pytest.mark.parametrize(("channel", "limit"), [(Channel(request=Arriving()), ARRIVING), (Channel(total_outbufs_len=1), TAKING)])
def test_a_connection_that_takes_too_long_is_ended(channel: Channel, limit: float) -> None:
    patience, closed = Patience(), []
    for now in (0.0, limit, limit + 1):
        patience.sweep([channel], now)
        closed.append(channel.will_close)
    assert closed == [False, False, True]


@pytest.mark.parametrize("channel", [Channel(), Channel(requests=[Arriving()], total_outbufs_len=1)])
def test_an_idle_or_working_connection_is_left_alone(channel: Channel) -> None:
    patience = Patience()
    for now in (0.0, 1000.0):
        patience.sweep([channel], now)
    assert not channel.will_close


def test_each_request_has_its_own_time() -> None:
    patience, channel = Patience(), Channel()
    for now in (0.0, ARRIVING, 2 * ARRIVING):
        channel.request = Arriving()
        patience.sweep([channel], now)
    assert not channel.will_close


def test_a_body_that_keeps_coming_is_waited_for() -> None:
    patience, channel = Patience(), Channel(request=Arriving(10 * PACE))
    for now in (0.0, ARRIVING + 10):
        patience.sweep([channel], now)
    assert not channel.will_close
    patience.sweep([channel], ARRIVING + 11)
    assert channel.will_close


def test_the_largest_of_what_is_arriving_gives_way_when_there_is_no_room_left() -> None:
    waiting, small, large = Channel(requests=[Arriving(ROOM // 2)]), Channel(request=Arriving(9)), Channel(request=Arriving(ROOM // 2))
    make_room([waiting, small, Channel()])
    assert not small.will_close
    make_room([waiting, small, large])
    assert (waiting.will_close, small.will_close, large.will_close) == (False, False, True)


def test_what_is_sent_is_never_written_to_a_temporary_file() -> None:
    adjusted = _adjustments(Server())
    assert adjusted["inbuf_overflow"] > adjusted["max_request_body_size"] > BODY_WITH_FILES
