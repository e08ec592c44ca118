"""Runs the command line in the process of the test, with files written to a folder."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from engine.commands import main

LIBRARY = Path(__file__).parents[3] / "templates_library"


def run(*arguments: str | Path, typed: str | bytes | None = None) -> Result:
    """The result of `mallverk` with these arguments; `typed` is its standard input."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def value(result: Result) -> Any:
    """The one JSON value that a command printed."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def written(folder: Path, name: str, content: Any) -> Path:
    """A file with a text, or with a JSON value."""
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path
