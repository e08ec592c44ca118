"""The only code that starts another process: the one that draws a page as a PDF, with little memory, little time and nothing to reach.

What draws it is never imported here. It needs a library of the system, and where that is missing all else works.
"""

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import BoundedSemaphore

from engine.errors import MallverkError
from engine.printing import child

ROOT = Path(__file__).parents[2]


class NotPrinted(MallverkError):
    """There is no PDF; `code` says why: "missing" for the system's library, "too-much" for what went over a limit, "busy" where others
    are drawn, else "failed"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Limits:
    """What one drawing may take: seconds until its turn, on the clock and of a processor, and bytes of memory and of its result."""

    turn: float = 10
    wait: float = 40
    seconds: int = 30
    memory: int = 1536 * 1024 * 1024
    result: int = 50 * 1024 * 1024


_AT_ONCE = BoundedSemaphore(2)
"""So few are drawn at a time, so that many who want a PDF do not take the memory from those who do not; nor the threads, since
none waits long for its turn."""


def to_pdf(html: str, files: Mapping[str, bytes], limits: Limits = Limits()) -> bytes:
    """The page as a tagged PDF (ISO 14289-1). It can name the `files` given here and nothing else. Raises NotPrinted."""
    told = {"html": html, "files": {name: b64encode(content).decode() for name, content in files.items()}, "limits": asdict(limits)}
    if not _AT_ONCE.acquire(timeout=limits.turn):
        raise NotPrinted("busy")
    try:
        done = subprocess.run(  # noqa: S603 - every word of the command is our own
            [sys.executable, "-s", "-P", "-m", child.__name__],
            input=json.dumps(told).encode(),
            stdout=subprocess.PIPE,
            # warnings quote the page, and there is no end to them
            stderr=subprocess.DEVNULL,
            timeout=limits.wait,
            check=False,
            env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "PATH": "", "HOME": "/nonexistent"},
        )
    except subprocess.TimeoutExpired:
        raise NotPrinted("too-much") from None
    except OSError:
        raise NotPrinted("failed") from None
    finally:
        _AT_ONCE.release()
    if done.returncode == 0 and done.stdout.startswith(b"%PDF-"):
        return done.stdout
    raise NotPrinted(child.REASONS.get(done.returncode, "too-much" if done.returncode < 0 else "failed"))
