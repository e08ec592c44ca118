"""The closed-loop client, in a process of its own: `python -m benchmarks.client SPEC`. It speaks to this machine only, and does not judge.

Each visitor sends a request, waits for the whole answer and sends the next one. It waits for sockets by hand, since a client that is slow
itself would hide what a server costs.
"""

import json
import selectors
import socket
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = "127.0.0.1"
HALF = "half"
"""The line that says that half of a limited number of requests has been answered."""
AGAIN = 0.05
PATIENCE = 60.0


@dataclass(frozen=True)
class Spec:
    """What to send. `expect` must stand in the head of every answer; `first` is where in the file of requests to begin.

    Without `repeat` each request is sent once, and again only when its connection broke; with it they are taken round and round.
    """

    requests: str
    ports: tuple[int, ...]
    clients: int
    expect: tuple[str, ...]
    first: int = 0
    most: int = 0
    warm: float = 0.0
    seconds: float = PATIENCE
    repeat: bool = False


@dataclass
class Seen:
    """What came back. `answered` are the numbers of the requests that got what was expected, the warm-up's too."""

    answered: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    seconds: float = 0.0
    failed: int = 0
    broken: int = 0
    first_failure: str = ""


class Visitor:
    """One connection and what is under way on it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.number = -1
        self.request = b""
        self.asked_at = 0.0
        self._received = bytearray()
        self._whole = 0
        self.connection: socket.socket | None = None

    def send(self) -> socket.socket:
        """Send the request; raises OSError."""
        if self.connection is None:
            self.connection = socket.create_connection((HERE, self.port), timeout=PATIENCE)
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received.clear()
        self._whole = 0
        self.connection.sendall(self.request)
        return self.connection

    def take(self) -> bytes | None:
        """The head of the answer once all of it is here, else None; raises ConnectionError when it will not come."""
        chunk = self.connection.recv(262_144) if self.connection else b""
        if not chunk:
            raise ConnectionError("closed")
        self._received += chunk
        if not self._whole:
            self._whole = _length(self._received)
        return bytes(self._received[: self._received.index(b"\r\n\r\n")]) if self._whole and len(self._received) >= self._whole else None


def _length(received: bytearray) -> int:
    """The length of the whole answer, 0 as long as its head is not here."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return 0
    head = bytes(received[:end]).lower()
    start = head.find(b"content-length:")
    return end + 4 + (int(head[start + 15 :].split(b"\r\n", 1)[0]) if start >= 0 else 0)


class Crowd:
    """All visitors of a run."""

    def __init__(self, spec: Spec, requests: list[bytes]) -> None:
        self.spec = spec
        self.seen = Seen()
        self._expect = tuple(part.encode() for part in spec.expect)
        self._requests = requests
        self._left = self._numbers()
        self._selector = selectors.DefaultSelector()
        self._again: deque[tuple[float, Visitor]] = deque()
        self._busy = 0
        self._from = self._until = 0.0

    def run(self) -> Seen:
        """Send until time or requests have run out, and wait for what is under way."""
        self._from = time.perf_counter() + self.spec.warm
        self._until = self._from + self.spec.seconds
        for place in range(self.spec.clients):
            self._next(Visitor(self.spec.ports[place % len(self.spec.ports)]))
        while self._busy:
            for key, _ in self._selector.select(AGAIN):
                self._read(key.data)
            self._retry()
        self.seen.seconds = min(time.perf_counter(), self._until) - self._from
        return self.seen

    def _numbers(self) -> Iterator[int]:
        last = len(self._requests) if not self.spec.most else min(len(self._requests), self.spec.first + self.spec.most)
        while True:
            yield from range(self.spec.first, last)
            if not self.spec.repeat:
                return

    def _next(self, visitor: Visitor) -> None:
        """Give the visitor another request, if there is time and one left."""
        number = next(self._left, None) if time.perf_counter() < self._until else None
        if number is None:
            self._hang_up(visitor)
            return
        visitor.number, visitor.request = number, self._requests[number]
        self._busy += 1
        visitor.asked_at = time.perf_counter()
        self._send(visitor)

    def _send(self, visitor: Visitor) -> None:
        try:
            new = visitor.connection is None
            connection = visitor.send()
        except OSError:
            self._broke(visitor)
            return
        if new:
            self._selector.register(connection, selectors.EVENT_READ, visitor)

    def _read(self, visitor: Visitor) -> None:
        try:
            head = visitor.take()
        except OSError:
            self._broke(visitor)
            return
        if head is not None:
            self._judge(visitor, head)

    def _judge(self, visitor: Visitor, head: bytes) -> None:
        now = time.perf_counter()
        if all(part in head for part in self._expect):
            self.seen.answered.append(visitor.number)
            if self._from <= now <= self._until:
                self.seen.milliseconds.append((now - visitor.asked_at) * 1000)
            if self.spec.most and len(self.seen.answered) == self.spec.most // 2:
                print(HALF, flush=True)
        else:
            self.seen.failed += 1
            self.seen.first_failure = self.seen.first_failure or head.decode("latin-1")
        self._busy -= 1
        self._next(visitor)

    def _broke(self, visitor: Visitor) -> None:
        """What was not answered is sent again, as a visitor would, until patience ends."""
        self.seen.broken += 1
        self._hang_up(visitor)
        if time.perf_counter() - visitor.asked_at > PATIENCE:
            self.seen.failed += 1
            self._busy -= 1
            return
        self._again.append((time.perf_counter() + AGAIN, visitor))

    def _retry(self) -> None:
        while self._again and self._again[0][0] <= time.perf_counter():
            self._send(self._again.popleft()[1])

    def _hang_up(self, visitor: Visitor) -> None:
        if visitor.connection is not None:
            if visitor.connection in self._selector.get_map():
                self._selector.unregister(visitor.connection)
            visitor.connection.close()
            visitor.connection = None


def write_requests(path: Path, requests: list[bytes]) -> None:
    """Put requests where a client finds them."""
    path.write_text("\n".join(request.hex() for request in requests), encoding="ascii")


def main(path: str) -> None:
    """Run one spec and print what was seen."""
    wanted = json.loads(Path(path).read_text(encoding="utf-8"))
    spec = Spec(**{**wanted, "ports": tuple(wanted["ports"]), "expect": tuple(wanted["expect"])})
    requests = [bytes.fromhex(line) for line in Path(spec.requests).read_text(encoding="ascii").splitlines()]
    print(json.dumps(asdict(Crowd(spec, requests).run())))


if __name__ == "__main__":
    main(sys.argv[1])
