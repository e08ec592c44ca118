"""Does what a form asked for. What the engine refuses is told by a code where there are words for it, and else is not there."""

from collections.abc import Callable
from typing import Any

from flask import abort

from admin.guard import visit
from engine.errors import NotPossible

FASTER = "changed-meanwhile"
"""What is refused when someone else was faster."""


def tried(verb: Callable[[Any], Any], *told: str) -> tuple[Any, str]:
    """What the verb gave, in a transaction of its own, and no code; or nothing, and the code of why not, which is one of `told`."""
    here = visit()
    try:
        return here.office.write(here.org, verb), ""
    except NotPossible as reason:
        if reason.code not in told:
            abort(404)
        return None, reason.code
