"""The servers that were weighed, each with the same small app: `python -m benchmarks.server_trial NAME PORT`. Only for the benchmarks."""

import sys
from dataclasses import dataclass

from flask import Flask, request
from granian.constants import Interfaces
from granian.server import Server

from admin.serve import serve

FIELDS = 40
PAGE = """<!doctype html><html lang="en"><title>A form</title><form method="post">
{% for number in numbers %}<div class="group"><label for="f{{ number }}">Question {{ number }}</label>
<p class="hint">{{ "A hint that says how to answer. " * 10 }}</p><input id="f{{ number }}" name="f{{ number }}"></div>
{% endfor %}</form></html>"""

app = Flask(__name__)
page = app.jinja_env.from_string(PAGE)


@app.get("/")
def form() -> str:
    """A page of about 20 kB, drawn each time."""
    return page.render(numbers=range(FIELDS))


@app.post("/")
def take() -> str:
    """As many fields as were sent."""
    return str(len(request.form))


@app.get("/large")
def large() -> bytes:
    """An answer that no socket's buffer holds, so that a slow reader is felt."""
    return b"y" * 2_000_000


@dataclass(frozen=True)
class Small:
    """The settings of the trial's server."""

    port: int
    threads: int
    base_url: str = "http://127.0.0.1"
    host: str = "127.0.0.1"
    trusted_proxies: int = 0


def main(name: str, port: int) -> None:
    """Serve until stopped; `name` is the server and its threads, as in `waitress-8`."""
    server, _, threads = name.partition("-")
    if server == "waitress":
        serve(app, Small(port, int(threads)))
    elif server == "granian":
        target = "benchmarks.server_trial:app"
        Server(target, "127.0.0.1", port, interface=Interfaces.WSGI, workers=1, blocking_threads=int(threads), log_enabled=False).serve()
    else:
        raise SystemExit(f"no such server: {name}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
