"""The command line: `python -m benchmarks [NAME...] [--quick] [--json]`, one line a figure. A figure that falls short fails nothing.

`fuzz` looks for what no template may do; it is run only when it is named.
"""

import argparse
import json
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Mapping

from benchmarks import cases, compile, fuzz, growth, page, reports, signals, stores, submit
from benchmarks.figures import Figure
from benchmarks.site import Site, opened
from benchmarks.stores import syncs_a_second
from engine.config import Settings
from engine.store.migrations import upgrade

SERVED: Mapping[str, Callable[..., list[Figure]]] = {"submit": submit.measure, "page": page.measure}
"""What is measured of servers, with a database on the disk."""
NAMES = (*SERVED, "compile", "cases", "reports", "growth", "signals")
FUZZ = "fuzz"


def main() -> int:
    """Measure what was asked for."""
    options = _options()
    found: list[Figure] = []
    for name in options.name or NAMES:
        figures = _measured(name, options)
        found += figures
        if not options.json:
            print("\n".join(figure.line for figure in figures), flush=True)
    if options.json:
        print(json.dumps([_plain(figure) for figure in found], indent=1))
    return 0


def _measured(name: str, options: argparse.Namespace) -> list[Figure]:
    if name in SERVED:
        with opened(options.store) as site:
            print(f"# {name}: {_context(site, quick=options.quick)}", file=sys.stderr, flush=True)
            return SERVED[name](site, quick=options.quick)
    print(f"# {name}: {_machine()}", file=sys.stderr, flush=True)
    if name == FUZZ:
        minutes = options.minutes or (fuzz.QUICK_MINUTES if options.quick else fuzz.MINUTES)
        return fuzz.measure(minutes=minutes, seed=options.seed)
    alone = {"compile": compile.measure, "signals": signals.measure}
    return alone[name](quick=options.quick) if name in alone else _piled_up(name, options)


def _piled_up(name: str, options: argparse.Namespace) -> list[Figure]:
    """What is measured of two databases, with little and with much."""
    with opened(options.store) as site:
        few, many = site.stores.prepared(stores.BARE), site.stores.prepared(stores.PRODUCT)
        for url in (few, many):
            upgrade(url)
        if name == "cases":
            return cases.measure(few, many, quick=options.quick)
        if name == "growth":
            return growth.measure(few, many, site.folder, quick=options.quick)
        return reports.measure(many, site.folder, quick=options.quick, large=options.large)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="What the product costs, beside a bare endpoint in the same run."
    )
    parser.add_argument(
        "name", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(NAMES)}; all of it when nothing is named; or {FUZZ}"
    )
    parser.add_argument("--quick", action="store_true", help="one round of short cells, for a first look: no gate is decided by it")
    parser.add_argument("--large", action="store_true", help="reports over five million facts instead of one")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite", help="sqlite: one process; postgresql: two")
    parser.add_argument("--minutes", type=float, help=f"how long to look, for {FUZZ}: {fuzz.MINUTES:g} when nothing is said")
    parser.add_argument("--seed", type=int, default=1, help=f"where {FUZZ} begins: the same number makes the same templates")
    options = parser.parse_args()
    if unknown := sorted(set(options.name) - {*NAMES, FUZZ}):
        parser.error(f"no such name: {', '.join(unknown)}; there are {', '.join((*NAMES, FUZZ))}")
    return options


def _context(site: Site, *, quick: bool) -> str:
    """What the figures depend on."""
    threads = Settings.read({}).threads
    syncs = syncs_a_second(site.folder, 0.5 if quick else 2.0)
    store = (
        f"SQLite {sqlite3.sqlite_version}, one writer, synchronous=FULL"
        if site.stores.kind == "sqlite"
        else "PostgreSQL, synchronous_commit=on"
    )
    server = f"waitress, {site.stores.processes} process(es) of {threads} threads"
    return f"{store}; {server}; {_machine()}, {syncs:.0f} fdatasync/s"


def _machine() -> str:
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def _plain(figure: Figure) -> dict[str, object]:
    limit = figure.limit
    return {
        "name": figure.name,
        "value": round(figure.value, 4),
        "values": [round(value, 4) for value in figure.values],
        "gate": limit.gate,
        "target": limit.target,
        "ok": figure.ok,
    }


if __name__ == "__main__":
    raise SystemExit(main())
