"""Starts and stops the servers that are measured, each in a process group of its own, on this machine's loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection

HERE = "127.0.0.1"
PRODUCT = (sys.executable, "-m", "admin", "serve")
BARE = (sys.executable, "-m", "benchmarks.bare")
START, STOP = 30.0, 30.0


@dataclass
class Server:
    """One process at one port; `settings` are the product's own, which the bare app reads too."""

    command: Sequence[str]
    port: int
    settings: Mapping[str, str]
    ready: str
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it and wait until its page answers."""
        own = {"MALLVERK_PORT": str(self.port), "MALLVERK_HOST": HERE, "MALLVERK_BASE_URL": f"http://{HERE}:{self.port}"}
        self._process = subprocess.Popen(
            self.command, env={**os.environ, **self.settings, **own}, stdout=subprocess.DEVNULL, stderr=None, start_new_session=True
        )
        until = time.monotonic() + START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{' '.join(self.command[1:])} did not answer at {self.ready}")
            time.sleep(0.02)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Let it finish what it has received."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
        try:
            self._process.wait(STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def _answers(self) -> bool:
        try:
            connection = HTTPConnection(HERE, self.port, timeout=10)
            connection.request("GET", self.ready)
            status = connection.getresponse().status
            connection.close()
        except OSError:
            return False
        return status == 200


@contextmanager
def running(servers: Sequence[Server]) -> Iterator[None]:
    """Start them, and stop them whatever happens."""
    with ExitStack() as stack:
        for server in servers:
            stack.callback(server.stop)
            server.start()
        yield


def free_ports(count: int) -> tuple[int, ...]:
    """Ports that nobody listens on."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((HERE, 0))
        return tuple(one.getsockname()[1] for one in sockets)
