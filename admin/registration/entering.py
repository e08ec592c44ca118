"""Takes the numbers that a registrar has written in the queue, and the one that is written at a case."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit, visit
from admin.registration.queue import address, show
from engine.actions.enter_register_number import enter_register_number, is_number
from engine.errors import NotPossible
from engine.ids import read_id
from forms.decoder import decode, decode_query

NUMBER = "number-"


def enter_numbers(org: str) -> ResponseReturnValue:
    """Enters every number that was written; one that is none stops all of them, so that none is lost."""
    here, asked = visit(), decode_query(request)
    typed = {name.removeprefix(NUMBER): values[0].strip() for name, values in decode(request).items() if name.startswith(NUMBER)}
    written = {key: number for key, number in typed.items() if number}
    wrong = frozenset(key for key, number in written.items() if not is_number(number))
    if wrong:
        return show(asked, typed=typed, wrong=wrong)
    done = _enter(here, {read_id(key) or abort(404): number for key, number in written.items()})
    return redirect(address(asked, done=done), 303)


def enter_number(org: str, case: UUID) -> ResponseReturnValue:
    """Enters the number of one case."""
    number = decode(request).first("register_number").strip()
    if not is_number(number):
        return redirect(url_for("admin.case", org=org, case=case, done="no-register-number"), 303)
    _enter(visit(), {case: number})
    return redirect(url_for("admin.case", org=org, case=case, done="registered"), 303)


def _enter(here: Visit, numbers: Mapping[UUID, str]) -> int:
    """How many were other than before; all of them or none."""

    def verb(session: Any) -> int:
        entered = (
            enter_register_number(session, here.organisation, case, number, actor=here.actor, now=here.now)
            for case, number in numbers.items()
        )
        return sum(entered)

    try:
        return here.office.write(here.org, verb)
    except NotPossible:
        abort(404)
