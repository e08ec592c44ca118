"""One signal: what it says, the way to the numbers, and what was done; whoever may puts it away."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.guard import Visit, visit
from admin.inputs import lines
from admin.raised_signals import Shown, author, one_shown
from admin.signals.way import numbers_url
from admin.trying import FASTER, tried
from admin.when import When
from engine.access import granted
from engine.actions.interpret import LONGEST
from engine.actions.settle_signal import may_settle, settle_signal
from engine.fields.number import words as figures
from engine.store import signals as store
from engine.store.hidden import hidden_from
from engine.store.readers import names_of
from engine.texts import in_language
from forms.decoder import decode
from forms.view import ErrorLine
from forms.wording import language, say

TEXT = "done"
NO_TEXT, TOO_LONG = "no-text", "text-too-long"


def signal(org: str, signal: UUID) -> ResponseReturnValue:
    """The page."""
    return _page(visit(), _found(signal))


def settle(org: str, signal: UUID) -> ResponseReturnValue:
    """Puts it away with what was written; what is refused is asked for again with the own words still there."""
    here, text = visit(), decode(request).first(TEXT)
    _found(signal)
    _, why = tried(lambda session: settle_signal(session, author(here), signal, text), NO_TEXT, TOO_LONG, FASTER)
    if why:
        return _page(here, _found(signal), text=text, why=why)
    return redirect(url_for("admin.signal", org=org, signal=signal), 303)


def _found(id: UUID) -> Shown:
    here = visit()
    raised = here.office.read(here.org, lambda session: store.one(session, here.org, id))
    return (one_shown(here, raised) if raised is not None else None) or abort(404)


def _page(here: Visit, one: Shown, *, text: str = "", why: str = "") -> str:
    may, waits = may_settle(author(here), one.raised), one.raised.settled_at is None
    error = say(f"signals.{why}", most=LONGEST) if why in (NO_TEXT, TOO_LONG) else ""
    field = lines(TEXT, say("signals.label"), text, error=error, hint=say("signals.hint"), most=LONGEST)
    return render_template(
        "signal.html",
        one=one,
        over=in_language(one.words.template.title, language()),
        number=_number(here, one),
        numbers=numbers_url(here, one),
        field=field if may and waits else None,
        errors=[ErrorLine(TEXT, error)] if error else [],
        faster=why == FASTER,
        **_settled(here, one, may=may),
        back=url_for("admin.reports", org=here.org),
    )


def _number(here: Visit, one: Shown) -> str:
    """How many there were, for who may read all of the unit's cases and is shut out of none: others can tell from it what they may not."""
    raised = one.raised
    if not granted(here.actor, "read_cases", raised.where.unit, here.organisation):
        return ""
    if here.office.read(here.org, lambda session: hidden_from(session, here.organisation, here.actor)):
        return ""
    usual = figures(Decimal(str(round(raised.usual, 1))), language())
    return say("signals.number", number=figures(Decimal(raised.count), language()), usual=usual)


def _settled(here: Visit, one: Shown, *, may: bool) -> dict[str, str]:
    """Who has put it away and when; and what was done, for those who might have written it."""
    raised = one.raised
    if raised.settled_at is None or raised.settled_by is None:
        return {"done": "", "signed": ""}
    by, moment = raised.settled_by, When(here.organisation, here.now).moment(raised.settled_at)

    def ask(session: Any) -> tuple[str, str]:
        told = store.done(session, here.office.sealer, here.org, raised.id) if may else ""
        return told, names_of(session, here.org, {by}).get(by, "")

    told, name = here.office.read(here.org, ask)
    return {"done": told, "signed": say("signals.signed", name=name, moment=moment)}
