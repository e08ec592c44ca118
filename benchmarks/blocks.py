"""Runs blocks in turn, each with a new database and servers of its own, and cells of the client inside them."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.client import Seen, Spec
from benchmarks.figures import Cell, noisy, percentile
from benchmarks.servers import Server, running

ROUNDS = 3


@dataclass(frozen=True)
class Pace:
    """How long things take: `quick` is for a first look."""

    seconds: float
    warm: float
    rounds: int

    @classmethod
    def of(cls, *, quick: bool) -> "Pace":
        """The pace of a real run, or of a quick one."""
        return cls(1.0, 0.5, 1) if quick else cls(4.0, 2.0, ROUNDS)


@dataclass
class Side:
    """One kind of block. `servers` makes a new database and says who serves it; `done` looks at what is stored, given what was answered."""

    kind: str
    servers: Callable[[], Sequence[Server]]
    requests: Path
    expect: tuple[str, ...]
    repeat: bool = True
    done: Callable[[list[int]], None] = field(default=lambda answered: None)


def ask(spec: Spec, folder: Path, at_half: Callable[[], None] = lambda: None) -> Seen:
    """Run the client in its own process; `at_half` is called when half of a limited number has been answered."""
    path = folder / "spec.json"
    path.write_text(json.dumps(asdict(spec)), encoding="utf-8")
    with subprocess.Popen([sys.executable, "-m", "benchmarks.client", str(path)], stdout=subprocess.PIPE, text=True) as client:
        last = "{}"
        for line in client.stdout or ():
            if line.startswith("{"):
                last = line
            else:
                at_half()
    return Seen(**json.loads(last))


def block(side: Side, clients: Sequence[int], pace: Pace, folder: Path) -> list[Cell]:
    """One block: a cell for each number of clients."""
    servers, answered, cells = side.servers(), list[int](), []
    with running(servers):
        for place, count in enumerate(clients):
            first = 0 if side.repeat else max(answered, default=-1) + 1
            warm = pace.warm if place == 0 else pace.warm / 4
            ports = tuple(server.port for server in servers)
            seen = ask(
                Spec(str(side.requests), ports, count, side.expect, first, warm=warm, seconds=pace.seconds, repeat=side.repeat), folder
            )
            answered += seen.answered
            cells.append(_cell(side.kind, count, seen))
    side.done(answered)
    return cells


def _cell(kind: str, clients: int, seen: Seen) -> Cell:
    if seen.failed or seen.broken:
        print(f"{kind} c={clients}: {seen.failed} failed, {seen.broken} broken off {seen.first_failure[:300]}", file=sys.stderr)
    ordered = sorted(seen.milliseconds)
    rate = len(ordered) / seen.seconds if seen.seconds else 0.0
    return Cell(kind, clients, rate, percentile(ordered, 0.5), percentile(ordered, 0.99), len(seen.answered), seen.failed + seen.broken)


def blocks(sides: Sequence[Side], clients: Sequence[int], pace: Pace, folder: Path) -> list[Cell]:
    """All blocks: the sides in turn, the first of them once more at the end; all of it again when the first varies too much."""
    cells = _run(sides, clients, pace, folder)
    if pace.rounds > 1 and any(noisy([cell for cell in cells if cell.clients == count], sides[0].kind) for count in clients):
        print("noisy: the bare cells differ by more than 30 %, so everything is measured once more", flush=True)
        cells = _run(sides, clients, pace, folder)
    return cells


def _run(sides: Sequence[Side], clients: Sequence[int], pace: Pace, folder: Path) -> list[Cell]:
    order = [*(side for _ in range(pace.rounds) for side in sides), sides[0]]
    return [cell for side in order for cell in block(side, clients, pace, folder)]
