"""The command line: `python -m benchmarks [NAME...] [--quick] [--json]`, one line a figure. A figure that falls short fails nothing."""

import argparse
import json
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Mapping

from benchmarks import page, submit
from benchmarks.figures import Figure
from benchmarks.site import Site, opened
from benchmarks.stores import syncs_a_second
from engine.config import Settings

NAMES: Mapping[str, Callable[..., list[Figure]]] = {"submit": submit.measure, "page": page.measure}


def main() -> int:
    """Measure what was asked for."""
    options = _options()
    found: list[Figure] = []
    for name in options.name or NAMES:
        with opened(options.store) as site:
            print(f"# {name}: {_context(site, quick=options.quick)}", file=sys.stderr, flush=True)
            figures = NAMES[name](site, quick=options.quick)
        found += figures
        if not options.json:
            print("\n".join(figure.line for figure in figures), flush=True)
    if options.json:
        print(json.dumps([_plain(figure) for figure in found], indent=1))
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="What the product costs, beside a bare endpoint in the same run."
    )
    parser.add_argument("name", nargs="*", metavar="NAME", help=f"what to measure: {', '.join(NAMES)}; all of it when nothing is named")
    parser.add_argument("--quick", action="store_true", help="one round of short cells, for a first look: no gate is decided by it")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite", help="sqlite: one process; postgresql: two")
    options = parser.parse_args()
    if unknown := sorted(set(options.name) - set(NAMES)):
        parser.error(f"no such name: {', '.join(unknown)}; there are {', '.join(NAMES)}")
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
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {syncs:.0f} fdatasync/s"
    return f"{store}; {server}; {machine}"


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
