"""`docs/tutorial.md` is walked through as it is written: each step is saved, each command run, and what it says is what is promised."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from engine.commands import main
from engine.template.source import read
from tests.docs.examples import CHECKOUT, Fenced, fenced, merged

TUTORIAL = CHECKOUT / "docs" / "tutorial.md"
PROGRAM = ".venv/bin/mallverk "


class Reader:
    """Someone who does what the tutorial says, in a folder of their own."""

    def __init__(self) -> None:
        self.template: dict[str, Any] = {}
        self.said: list[tuple[str, str, str]] = []

    def do(self, block: Fenced) -> None:
        """One block: a file to save, lines to add, or commands to run."""
        if block.language == "console":
            self.run(block.text)
        elif block.language == "json":
            Path(str(block.mark("file"))).write_text(block.text, encoding="utf-8")
        elif "result" not in block.marks:
            self.save(block)

    def save(self, block: Fenced) -> None:
        """Saves the template; one with a fault is put right again by the next block."""
        value = read(block.text).value if block.mark("file") else merged(self.template, read(block.text).value)
        if block.mark("fault") is None:
            self.template = value
        Path("tillbud.yaml").write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")

    def run(self, text: str) -> None:
        """Runs each command, and keeps what was promised beside what was said."""
        for part in text.removeprefix("$ ").split("\n$ "):
            command, _, promised = part.partition("\n")
            said = CliRunner().invoke(main, command.removeprefix(PROGRAM).split(), catch_exceptions=False).output
            self.said.append((command, promised, said))


@pytest.fixture
def walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """A reader who has come to the end."""
    monkeypatch.chdir(tmp_path)
    reader = Reader()
    for block in fenced(TUTORIAL, "yaml", "json", "console"):
        reader.do(block)
    return reader


def fits(promised: str, said: str) -> bool:
    """True when they are the same, but for what an ellipsis stands for."""
    return re.fullmatch(".*".join(map(re.escape, promised.split("…"))), said, re.DOTALL) is not None


def test_every_command_says_what_the_tutorial_says(walked: Reader) -> None:
    assert [(command, said) for command, promised, said in walked.said if not fits(promised, said)] == []
    assert all(promised for _, promised, _ in walked.said)


def test_the_whole_template_is_what_the_steps_make(walked: Reader) -> None:
    result = next(block for block in fenced(TUTORIAL, "yaml") if "result" in block.marks)
    assert read(result.text).value == walked.template
