"""P1 to P5: a report taken in and stored, beside the bare endpoint that stores one row (B), and the one that stores all a product must (F).

The product's request is the last of a visitor's: the check page is sent. The draft with the forty answers lies sealed in the database; it
is read, opened, read as answers, routed, sealed anew, and stored with its case, journal, mails and facts in one transaction. B's request
carries the forty answers themselves. P5 sends drafts until a server is killed, goes on when it has come back, and then reads every report.
"""

import sys
from collections.abc import Sequence

from benchmarks.blocks import Pace, ask, blocks
from benchmarks.client import Seen, Spec
from benchmarks.figures import Cell, Figure, Limit, ratios
from benchmarks.product import Stored, stored
from benchmarks.questions import marker
from benchmarks.servers import running
from benchmarks.site import Site

CLIENTS = (1, 8, 32)
ONE, FULL, PRODUCT = "one", "full", "product"
TAKEN = ("303", "/receipt")
DRAFTS, QUICK_DRAFTS = 16_000, 3_000
VALID, QUICK_VALID = 10_000, 1_000


def measure(site: Site, *, quick: bool) -> list[Figure]:
    """Every figure of this name."""
    site.prepare(QUICK_DRAFTS if quick else DRAFTS)
    missing: list[int] = []

    def compare(answered: list[int]) -> None:
        missing.append(abs(stored(site.folder, site.url).rows["submission"] - len(answered)))

    sides = [
        site.side(ONE, TAKEN),
        site.side(PRODUCT, TAKEN, repeat=False, done=compare),
        site.side(FULL, TAKEN),
    ]
    cells = blocks(sides, CLIENTS, Pace.of(quick=quick), site.folder)
    for cell in cells:
        print(f"  {cell.kind:8} c={cell.clients:<3} {cell.rate:7.0f}/s  p50 {cell.p50:7.2f} ms  p99 {cell.p99:7.2f} ms", file=sys.stderr)
    kept = Figure("submit P5 answered but not stored, during P1", (float(sum(missing)),), Limit(0, most=True))
    return [*figures(cells), kept, *killed(site, QUICK_VALID if quick else VALID)]


def figures(cells: Sequence[Cell]) -> list[Figure]:
    """P1 to P4 of the cells."""
    found = []
    for count in CLIENTS:
        own = [cell for cell in cells if cell.clients == count]
        if count > 1:
            found.append(Figure(f"submit P1 c={count} product/B", ratios(own, PRODUCT, ONE, rate), Limit(0.50, 0.65)))
        else:
            found.append(Figure("submit P3 c=1 p50 product/B", ratios(own, PRODUCT, ONE, p50), Limit(2.5, 1.8, most=True)))
        found.append(Figure(f"submit P2 c={count} product/F", ratios(own, PRODUCT, FULL, rate), Limit(0.65, 0.85)))
        found.append(Figure(f"submit context c={count} F/B", ratios(own, FULL, ONE, rate), Limit(None)))
        if count > 1:
            tails = tuple(cell.p99 / cell.p50 for cell in own if cell.kind == PRODUCT and cell.p50)
            found.append(Figure(f"submit P4 c={count} p99/p50", tails, Limit(5, 3, most=True)))
            found.append(Figure(f"submit P4 c={count} p99 product/B", ratios(own, PRODUCT, ONE, p99), Limit(2.5, 1.5, most=True)))
    return found


def rate(cell: Cell) -> float:
    """How many a second."""
    return cell.rate


def p50(cell: Cell) -> float:
    """The middle of the times."""
    return cell.p50


def p99(cell: Cell) -> float:
    """The slowest of a hundred."""
    return cell.p99


def killed(site: Site, count: int) -> list[Figure]:
    """P5: as many reports as `count` at c=32, one server ended by SIGKILL halfway and started again."""
    servers = site.product()
    spec = Spec(str(site.requests(PRODUCT)), site.ports, 32, TAKEN, most=count)

    def kill() -> None:
        servers[0].kill()
        servers[0].start()

    with running(servers):
        seen = ask(spec, site.folder, kill)
    print(f"  killed halfway: {len(seen.answered)} answered, {seen.broken} broken off and sent again", file=sys.stderr)
    return verdicts(seen, stored(site.folder, site.url, opened=True), count)


def verdicts(seen: Seen, found: Stored, count: int) -> list[Figure]:
    """What failed, was lost or was stored twice, by the answers themselves; and whether each report has all its rows."""
    none = Limit(0, most=True)
    answered = {marker(number + 1) for number in seen.answered}
    lost = sum(1 for one in answered if found.markers[one] == 0)
    doubled = sum(times - 1 for times in found.markers.values() if times > 1)
    rows = found.rows
    torn = sum(abs(rows[name] - rows["submission"]) for name in ("case", "step_run", "outbox"))
    named = {"failed": count - len(answered), "lost": lost, "doubled": doubled, "stored in part": torn}
    return [Figure(f"submit P5 {name} of {count}, one server killed", (float(value),), none) for name, value in named.items()]
