"""Runs the web, and what works beside it, in one process, and stops without losing a request. It must not know what the apps do."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from forms.decoder import BODY, BODY_WITH_FILES

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

Background = Callable[[threading.Event], None]
"""Work beside the web: runs until the event is set. The process ends when one ends before that."""

ARRIVING = 60.0
PACE = 32 * 1024
"""Bytes a second that a body must come with to be waited for longer: a file from a phone takes its time."""
ROOM = 256 * BODY
"""Bytes of bodies that are held at a time, all connections together."""
TAKING = 300.0
GRACE = 25.0
LAST_BYTES = 3.0
CONNECTIONS = 800  # below the usual limit of 1,024 open files
PASS = 0.5
ONE_SEND = 65_536


class ServerSettings(Protocol):
    """The settings that the server needs."""

    @property
    def base_url(self) -> str:
        """Address that visitors use."""

    @property
    def host(self) -> str:
        """Network address to listen on."""

    @property
    def port(self) -> int:
        """Port to listen on; 0 takes a free one."""

    @property
    def threads(self) -> int:
        """How many requests are answered at a time."""

    @property
    def trusted_proxies(self) -> int:
        """How many proxies of one's own stand in front."""


class Patience:
    """Ends a connection whose request takes too long to arrive, or whose answer takes too long to be taken."""

    def __init__(self) -> None:
        self._since: dict[Any, tuple[object, float]] = {}

    def sweep(self, channels: Iterable[Any], now: float) -> None:
        """Look at every connection; to be called about once a second."""
        before, self._since = self._since, {}
        for channel in channels:
            awaited, limit = self._awaited(channel)
            if awaited is None:
                continue
            was, since = before.get(channel, (None, now))
            self._since[channel] = (awaited, since if was is awaited else now)
            if now - self._since[channel][1] > limit:
                channel.will_close = True

    @staticmethod
    def _awaited(channel: Any) -> tuple[object, float]:
        """What the connection waits for, and how long it may."""
        if channel.request is not None:
            return channel.request, ARRIVING + channel.request.body_bytes_received / PACE
        if channel.total_outbufs_len and not channel.requests:
            return channel.outbufs, TAKING
        return None, 0.0


def make_room(channels: Iterable[Any]) -> None:
    """Ends the largest of the requests that are arriving while more is held than there is room for; to be called as often."""
    open_ = list(channels)
    held = sum(request.body_bytes_received for channel in open_ for request in (channel.request, *channel.requests) if request)
    arriving = [channel for channel in open_ if channel.request is not None]
    for channel in sorted(arriving, key=lambda channel: channel.request.body_bytes_received, reverse=True):
        if held <= ROOM:
            break
        channel.will_close = True
        held -= channel.request.body_bytes_received


def combined(public: "WSGIApplication", signed_in: "WSGIApplication") -> "WSGIApplication":
    """Both apps on one address: `/admin` is the signed-in one, everything else the public one."""
    return DispatcherMiddleware(public, {"/admin": signed_in})


def serve(
    application: "WSGIApplication",
    settings: ServerSettings,
    *,
    background: Iterable[Background] = (),
    stop: threading.Event | None = None,
    ready: Callable[[int], None] = lambda port: None,
) -> int:
    """Serve until SIGTERM or SIGINT, or until `stop` is set; answers the exit code. `ready` is told the port once it is open."""
    asked = [] if stop else _at_signals()
    stop = stop or threading.Event()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    sockets: dict[int, Any] = {}
    server = create_server(application, map=sockets, **_adjustments(settings))
    # head and page leave in one packet, which is a quarter more pages a second; as an argument it warns that it may go away
    server.adj.send_bytes = ONE_SEND
    crashed: list[str] = []
    threads = [threading.Thread(target=_run, args=(work, stop, crashed), name="background") for work in background]
    try:
        for thread in threads:
            thread.start()
        ready(next(listener.effective_port for listener in _listeners(sockets)))
        _answer(sockets, lambda: bool(asked) or stop.is_set())
        _finish(sockets, stop_by=time.monotonic() + GRACE)
    finally:
        stop.set()
        server.task_dispatcher.shutdown(timeout=1)
        for thread in threads:
            thread.join(GRACE)
        wasyncore.close_all(sockets)
    return 1 if crashed else 0


def _at_signals() -> list[int]:
    """The signals that have come. They are only noted: one that comes while an event is being set would wait for its lock for ever."""
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: asked.append(number))
    return asked


def _adjustments(settings: ServerSettings) -> dict[str, Any]:
    """Waitress's own settings. What is sent stays in memory: a temporary file would hold it unsealed on the disk."""
    behind_proxies = {
        "trusted_proxy": "*",
        "trusted_proxy_count": settings.trusted_proxies,
        "trusted_proxy_headers": {"x-forwarded-for"},
    }
    return {
        "host": settings.host,
        "port": settings.port,
        "threads": settings.threads,
        "url_scheme": urlsplit(settings.base_url).scheme,
        "ident": None,
        "connection_limit": CONNECTIONS,
        "channel_timeout": int(ARRIVING),
        "cleanup_interval": 10,
        "max_request_header_size": 32 * 1024,
        # over what the apps take, so that they can refuse it in words
        "max_request_body_size": 2 * BODY_WITH_FILES,
        "inbuf_overflow": 4 * BODY_WITH_FILES,
        "outbuf_overflow": 64 * BODY,
        "log_socket_errors": False,
        **(behind_proxies if settings.trusted_proxies else {}),
    }


def _run(work: Background, stop: threading.Event, crashed: list[str]) -> None:
    try:
        work(stop)
    finally:
        if not stop.is_set():
            crashed.append(threading.current_thread().name)
            stop.set()


def _answer(sockets: dict[int, Any], ended: Callable[[], bool]) -> None:
    patience, swept = Patience(), 0.0
    while not ended():
        wasyncore.loop(timeout=PASS, use_poll=True, map=sockets, count=1)
        if (now := time.monotonic()) - swept >= 1:
            patience.sweep(_channels(sockets), now)
            make_room(_channels(sockets))
            swept = now


def _finish(sockets: dict[int, Any], *, stop_by: float) -> None:
    """Take no more connections, and let what has been received be answered and taken."""
    for listener in _listeners(sockets):
        # its own close() would also close the pipe by which the threads say that an answer is ready
        listener.del_channel(sockets)
        listener.socket.close()
    arrive_by = time.monotonic() + LAST_BYTES
    while (now := time.monotonic()) < stop_by:
        channels = _channels(sockets)
        for channel in channels:
            arriving = channel.request is not None and now < arrive_by
            channel.will_close = channel.will_close or not (channel.requests or channel.total_outbufs_len or arriving)
        if not channels:
            break
        wasyncore.loop(timeout=PASS / 10, use_poll=True, map=sockets, count=1)


def _channels(sockets: dict[int, Any]) -> list[Any]:
    return [found for found in sockets.values() if isinstance(found, HTTPChannel)]


def _listeners(sockets: dict[int, Any]) -> list[Any]:
    return [found for found in sockets.values() if isinstance(found, BaseWSGIServer)]
