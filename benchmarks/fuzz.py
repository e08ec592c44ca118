"""What the loader and the checks make of spoiled templates: nothing unhandled, nothing slow, nothing large.

`python -m benchmarks fuzz --minutes 10 --seed 1` runs a child whose memory is bounded. The run with a number is the same for the same seed:
`python -m benchmarks.fuzz --seed 1 --only 4711` runs it alone and shows what went wrong.
"""

import argparse
import json
import resource
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from benchmarks.figures import Figure, Limit
from benchmarks.questions import FORM, ORGANISATION
from benchmarks.spoiled import answers, spoiled
from engine.commands.check import said_of
from engine.commands.files import opener_for, roster_from, time_from
from engine.errors import InvalidTemplate
from engine.explanation import Explanation
from engine.library import FOLDER
from engine.roster import Roster
from engine.template.answers_schema import answers_schema
from engine.template.effort import effort
from engine.template.load import load
from engine.trial import attempt

MINUTES, QUICK_MINUTES = 10.0, 0.2
BROKEN = Path(__file__).parents[1] / "tests" / "engine" / "template" / "broken"
"""Small templates that are wrong in every way there is: what is wrong in two ways is wrong in a third."""
_OFTEN = 5
"""How often a sound template is taken for one that is not."""
_ADDRESSES = 2**30
"""So many bytes a child may ask for at all; libraries ask for more than they use."""
_SLOW, _LARGE = 2.0, 256.0
_ENDLESS = 60.0
"""A run that takes so many seconds is ended; it counts as unhandled."""


@dataclass
class Seen:
    """What came of all runs; times are those of the processor, since a machine has others to serve."""

    runs: int = 0
    loaded: int = 0
    unhandled: int = 0
    slow: int = 0
    slowest: float = 0.0
    megabytes: float = 0.0


def measure(*, minutes: float, seed: int) -> list[Figure]:
    """Every figure of this name; what went wrong is told on standard error."""
    command = [sys.executable, "-m", "benchmarks.fuzz", "--seed", str(seed), "--minutes", str(minutes)]
    child = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if child.returncode:
        print(f"  the child ended with {child.returncode}", file=sys.stderr)
    seen = Seen(**json.loads(child.stdout)) if child.returncode == 0 else Seen(unhandled=1)
    figures = (
        (f"runs with seed {seed}", seen.runs, Limit(None)),
        ("runs that became a template", seen.loaded, Limit(None)),
        ("unhandled exceptions", seen.unhandled, Limit(0, most=True)),
        (f"runs over {_SLOW:g} s", seen.slow, Limit(0, most=True)),
        ("slowest run, s", seen.slowest, Limit(_SLOW, most=True)),
        ("peak memory, MB", seen.megabytes, Limit(_LARGE, most=True)),
    )
    return [Figure(f"fuzz {name}", (float(value),), limit) for name, value, limit in figures]


class Fuzz:
    """Runs spoiled templates one after the other."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.seed = seed
        self.path = folder / "template.yaml"
        sound = [*(path for path in sorted(FOLDER.glob("**/*.yaml")) if path.parent.name != "scenarios"), FORM, ORGANISATION]
        self.texts = [path.read_bytes() for path in (*sound * _OFTEN, *sorted(BROKEN.glob("**/*.yaml")))]
        self.roster: Roster = roster_from(None)
        self.now = time_from(None)
        self.seen = Seen()
        signal.signal(signal.SIGVTALRM, _ended)

    def run(self, number: int) -> None:
        """One run: what `mallverk check` says, and of what loads also what the other commands say."""
        die = Random(f"{self.seed}/{number}")  # noqa: S311 - chance that can be had again
        text = spoiled(die, self.texts)
        self.path.write_bytes(text)
        self.seen.runs += 1
        started = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, _ENDLESS)
        try:
            for _ in self._everything(die, text):
                pass
        except Exception:  # this is what is looked for
            self.seen.unhandled += 1
            print(f"  run {number}: {traceback.format_exc(limit=-3)}", file=sys.stderr, flush=True)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        taken = time.process_time() - started
        if taken > _SLOW:
            self.seen.slow += 1
            print(f"  run {number}: {taken:.1f} s", file=sys.stderr, flush=True)
        self.seen.slowest = max(self.seen.slowest, taken)

    def _everything(self, die: Random, text: bytes) -> Iterator[Any]:
        """All that is said of a text."""
        yield said_of(str(self.path), self.roster)
        try:
            template = load(text, opener_for(str(self.path)))
        except InvalidTemplate:
            return
        self.seen.loaded += 1
        organisation = self.roster.holding(template.functions)
        given = template.examples[0].answers if template.examples else {question.id: "a" for question in template.form.every()}
        yield json.dumps(answers_schema(template))
        yield list(Explanation(template, template.language).lines())
        yield [effort(template, language) for language in template.languages]
        yield json.dumps([attempt(template, answers(die, given), organisation, self.now) for _ in range(3)])


def _ended(*_: object) -> NoReturn:
    raise TimeoutError("the run was ended")


def main() -> int:
    """The child: runs until the time is out, and prints what it has seen as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--only", type=int, help="the number of the one run to do")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
    with TemporaryDirectory(prefix="mallverk-fuzz-") as folder:
        fuzz = Fuzz(asked.seed, Path(folder))
        ends, number = time.monotonic() + 60 * asked.minutes, 0 if asked.only is None else asked.only
        fuzz.run(number)
        while asked.only is None and time.monotonic() < ends:
            number += 1
            fuzz.run(number)
    fuzz.seen.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(asdict(fuzz.seen)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
