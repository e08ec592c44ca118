"""P6 and P7: the form's page, beside the bare app's that is drawn each time by plain Jinja, and one that is a constant.

The product's page is the one that a visitor sees who has typed nothing yet. `drawn` is the same page with forty answers in it, which is
drawn for that visitor alone.
"""

import sys
from collections.abc import Sequence

from benchmarks.blocks import Pace, blocks
from benchmarks.figures import Cell, Figure, Limit, ratios
from benchmarks.product import PAGE, START
from benchmarks.site import Site

CLIENTS = (1, 8)
FORM, CONSTANT, PRODUCT, DRAWN = "form", "constant", "product", "product-drawn"


def measure(site: Site, *, quick: bool) -> list[Figure]:
    """Every figure of this name."""
    site.prepare(1)
    site.gets(FORM, "/form")
    site.gets(CONSTANT, "/constant")
    site.gets(PRODUCT, f"{START}p/{PAGE}")
    site.gets(DRAWN, f"{START}p/{PAGE}", site.cookies[0])
    shown = ("200",)
    cells = blocks([site.side(kind, shown) for kind in (FORM, PRODUCT, CONSTANT, DRAWN)], CLIENTS, Pace.of(quick=quick), site.folder)
    for cell in cells:
        print(f"  {cell.kind:14} c={cell.clients:<3} {cell.rate:7.0f}/s  p50 {cell.p50:7.2f} ms  p99 {cell.p99:7.2f} ms", file=sys.stderr)
    return figures(cells)


def figures(cells: Sequence[Cell]) -> list[Figure]:
    """P6 and P7 of the cells."""
    found = []
    for count in CLIENTS:
        own = [cell for cell in cells if cell.clients == count]
        found.append(Figure(f"page P6 c={count} product/plain Jinja", ratios(own, PRODUCT, FORM, rate), Limit(0.70, 1.5)))
        found.append(Figure(f"page P7 c={count} product/constant", ratios(own, PRODUCT, CONSTANT, rate), Limit(None, 0.40)))
        found.append(Figure(f"page context c={count} with answers/plain Jinja", ratios(own, DRAWN, FORM, rate), Limit(None)))
    return found


def rate(cell: Cell) -> float:
    """How many a second."""
    return cell.rate
