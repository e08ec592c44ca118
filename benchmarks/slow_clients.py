"""Do slow visitors stop the others? `python -m benchmarks.slow_clients [SERVER...]` asks a server normally while many hold on to it.

It speaks to servers that it starts itself on this machine, and to nothing else.
"""

import argparse
import asyncio
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.server_trial import FIELDS

HERE = "127.0.0.1"
HEAD = f"POST / HTTP/1.1\r\nHost: {HERE}\r\nContent-Type: application/x-www-form-urlencoded\r\n".encode()
NORMAL = HEAD + b"Content-Length: 3\r\nConnection: close\r\n\r\na=b"
EVERY = 0.2
ENOUGH = 5.0
GATE_MS = 500
WRK = """wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.body = "{body}"
"""


async def _connect(port: int, *, buffer: int = 0) -> socket.socket:
    connection = socket.socket()
    if buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    connection.setblocking(False)
    await asyncio.get_running_loop().sock_connect(connection, (HERE, port))
    return connection


async def _drip(port: int, start: bytes) -> None:
    """Send the start at once, and then one byte a second."""
    loop = asyncio.get_running_loop()
    with await _connect(port) as connection:
        await loop.sock_sendall(connection, start)
        while True:
            await asyncio.sleep(1)
            await loop.sock_sendall(connection, b"a")


async def slow_headers(port: int) -> None:
    """A request whose headers never end."""
    await _drip(port, HEAD + b"X-Slow: ")


async def slow_body(port: int) -> None:
    """A request whose body takes a quarter of an hour."""
    await _drip(port, HEAD + b"Content-Length: 1000\r\n\r\n")


async def slow_reader(port: int) -> None:
    """A visitor who takes a large answer a few bytes at a time."""
    loop = asyncio.get_running_loop()
    with await _connect(port, buffer=2048) as connection:
        await loop.sock_sendall(connection, f"GET /large HTTP/1.1\r\nHost: {HERE}\r\n\r\n".encode())
        while await loop.sock_recv(connection, 64):
            await asyncio.sleep(1)


KINDS: dict[str, tuple[Callable[[int], Awaitable[None]], ...]] = {
    "none": (),
    "headers": (slow_headers,),
    "body": (slow_body,),
    "read": (slow_reader,),
    "all": (slow_headers, slow_body, slow_reader),
}


@dataclass(frozen=True)
class Seen:
    """What the normal visitor met, in milliseconds."""

    asked: int
    answered: tuple[float, ...]

    @property
    def p95(self) -> float:
        """The slowest but one in twenty; without answers, the patience itself."""
        return self.answered[int(0.95 * (len(self.answered) - 1))] if self.answered else ENOUGH * 1000

    def line(self, name: str) -> str:
        """The figure with its gate."""
        failed = self.asked - len(self.answered)
        verdict = "ok" if not failed and self.p95 <= GATE_MS else "short"
        return f"slow_clients {name}: p95 {self.p95:.1f} ms, {failed} of {self.asked} failed (<= {GATE_MS} ms, 0) {verdict}"


async def _ask(port: int) -> float | None:
    """Milliseconds to a whole answer, or None."""
    started = time.perf_counter()
    try:
        async with asyncio.timeout(ENOUGH):
            reader, writer = await asyncio.open_connection(HERE, port)
            writer.write(NORMAL)
            answer = await reader.read()
            writer.close()
    except (OSError, TimeoutError):
        return None
    return (time.perf_counter() - started) * 1000 if answer.startswith(b"HTTP/1.1 200") else None


async def _meanwhile(port: int, kind: str, sockets: int, seconds: float) -> Seen:
    slow = [asyncio.ensure_future(visitor(port)) for visitor in KINDS[kind] for _ in range(sockets)]
    await asyncio.sleep(1.5)
    asked = []
    for _ in range(round(seconds / EVERY)):
        asked.append(asyncio.create_task(_ask(port)))
        await asyncio.sleep(EVERY)
    took = await asyncio.gather(*asked)
    for visitor in slow:
        visitor.cancel()
    await asyncio.gather(*slow, return_exceptions=True)
    return Seen(len(took), tuple(sorted(one for one in took if one is not None)))


@contextmanager
def _running(server: str) -> Iterator[int]:
    with socket.socket() as free:
        free.bind((HERE, 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.server_trial", server, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            print(f"slow_clients {server}: did not stop by itself", flush=True)


def _wait(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection((HERE, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start")


def _throughput(server: str, port: int, seconds: float) -> None:
    """Requests a second by wrk, where it is installed."""
    if not shutil.which("wrk"):
        print("slow_clients: wrk is not installed, so throughput is not measured")
        return
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(WRK.format(body="&".join(f"f{number}=answer+{number}" for number in range(FIELDS))))
        script.flush()
        for name, more in (("page", []), ("post", ["-s", script.name])):
            for clients in (1, 8, 32):
                command = ["wrk", "-t1", f"-c{clients}", f"-d{round(seconds)}", "--latency", *more, f"http://{HERE}:{port}/"]
                words = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
                rate, p50, p99 = (words[words.index(label) + 1] for label in ("Requests/sec:", "50%", "99%"))
                print(f"throughput {server} {name} c={clients}: {float(rate):.0f}/s, p50 {p50}, p99 {p99}", flush=True)


def main() -> None:
    """Measure each server in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server", nargs="*", default=["waitress-8"], help="server and threads, such as waitress-8 or granian-8")
    parser.add_argument("--sockets", type=int, default=60, choices=range(1, 301), metavar="N", help="slow visitors of each kind")
    parser.add_argument("--seconds", type=float, default=20, help="how long each kind is kept up")
    parser.add_argument("--kinds", default=",".join(KINDS), help="which kinds, by comma")
    parser.add_argument("--throughput", type=float, default=4, metavar="SECONDS", help="seconds for each cell of throughput; 0 for none")
    asked = parser.parse_args()
    for server in asked.server:
        with _running(server) as port:
            if asked.throughput:
                _throughput(server, port, asked.throughput)
            for kind in asked.kinds.split(","):
                print(asyncio.run(_meanwhile(port, kind, asked.sockets, asked.seconds)).line(f"{server} {kind}"), flush=True)


if __name__ == "__main__":
    main()
