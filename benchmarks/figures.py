"""The arithmetic of a comparison: ratios of neighbouring cells, their median and spread, and whether a gate holds. It measures nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean, median

NOISE = 0.30


@dataclass(frozen=True)
class Cell:
    """One run of the client against one server: how many a second, and how long they took, in milliseconds."""

    kind: str
    clients: int
    rate: float
    p50: float
    p99: float
    answered: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Limit:
    """Gate and target; `most` says that smaller is better. Without a gate nothing can be short."""

    gate: float | None
    target: float | None = None
    most: bool = False

    def holds(self, value: float) -> bool:
        """True when the gate lets the value through."""
        return self.gate is None or (value <= self.gate if self.most else value >= self.gate)

    @property
    def words(self) -> str:
        """As it stands in the line of a figure."""
        sign = "<=" if self.most else ">="
        parts = [f"gate {sign} {self.gate:g}"] if self.gate is not None else []
        return ", ".join([*parts, *([f"target {sign} {self.target:g}"] if self.target is not None else [])]) or "no gate"


@dataclass(frozen=True)
class Figure:
    """One line of the report."""

    name: str
    values: tuple[float, ...]
    limit: Limit

    @property
    def value(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def ok(self) -> bool:
        """True when the gate holds."""
        return self.limit.holds(self.value)

    @property
    def line(self) -> str:
        """Name, ratio with its smallest and largest, target, verdict."""
        spread = f" [{min(self.values):.2f}-{max(self.values):.2f}]" if len(self.values) > 1 else ""
        return f"{self.name}: {self.value:.2f}{spread} ({self.limit.words}) {'ok' if self.ok else 'short'}"


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value that this share of the ordered ones does not pass; 0 for none."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def beside(cells: Sequence[Cell], place: int, kind: str) -> list[Cell]:
    """The nearest cell of a kind before a place, and the nearest after it."""
    before = next((cell for cell in reversed(cells[:place]) if cell.kind == kind), None)
    after = next((cell for cell in cells[place + 1 :] if cell.kind == kind), None)
    return [cell for cell in (before, after) if cell is not None]


def ratios(cells: Sequence[Cell], kind: str, base: str, value: Callable[[Cell], float]) -> tuple[float, ...]:
    """Each cell of a kind by the mean of its neighbours of the base's; all have the same number of clients."""
    found = []
    for place, cell in enumerate(cells):
        neighbours = beside(cells, place, base) if cell.kind == kind else []
        if neighbours and (divisor := mean(value(neighbour) for neighbour in neighbours)):
            found.append(value(cell) / divisor)
    return tuple(found)


def noisy(cells: Sequence[Cell], base: str) -> bool:
    """True when the base's cells differ so much that their ratios say little."""
    rates = [cell.rate for cell in cells if cell.kind == base]
    return len(rates) > 1 and max(rates) - min(rates) > NOISE * median(rates)
