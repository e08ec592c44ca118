"""Codes that people read from a page or a paper: the field for one, and how often wrong ones may come. It must not tell one wrong code
from another."""

from flask import render_template

from engine.actions.attempts import allowed, count_attempt
from forms.door import door
from forms.receipt_words import ReceiptWords
from forms.source import source
from forms.view import Asked, error_lines
from forms.wording import say

MOST = 20
"""Wrong codes from one address in a while, before it has to wait: enough for a whole workplace behind one address."""
MOST_OF_ALL = 1000
"""The same from all addresses together, so that many of them guess no better than one."""


def may_try(org: str, what: str) -> bool:
    """True unless too many wrong codes have come from the visitor's address, or from all together."""
    office, now = door().office, door().office.clock()
    return office.read(org, lambda session: all(allowed(session, org, tried, now, most) for tried, most in _counted(what)))


def count_try(org: str, what: str) -> None:
    """Counts a wrong code."""
    office, now = door().office, door().office.clock()
    counted = [tried for tried, _ in _counted(what)]
    office.write(org, lambda session: count_attempt(session, org, now, *counted))


def _counted(what: str) -> tuple[tuple[str, int], ...]:
    """What wrong codes are counted by, and how many of each are let through."""
    return (f"{what} {source(door().office.sealer)}", MOST), (what, MOST_OF_ALL)


def code_field(id: str, texts: str, typed: str, error: str, *, size: int = 18) -> Asked:
    """One line for a code that people read from a page or a paper."""
    attributes = {"autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off", "size": str(size)}
    return Asked("input", id, say(f"{texts}.field"), say(f"{texts}.hint"), error=error, values={"": [typed]}, attributes=attributes)


def ask(
    org: str,
    *,
    typed: str = "",
    error: str = "",
    notice: str = "",
    unsent: str = "",
    reference: str = "",
    words: ReceiptWords | None = None,
) -> str:
    """The page for a number or a code, with how far the report has come whose number was given.

    `unsent` is what somebody has written whose visit was over: it stays on the page, and comes along with the code.
    """
    asked = code_field("reference", "public.status", typed, error, size=24)
    facts = {"field": asked, "errors": error_lines([asked]), "reference": reference, "words": words, "notice": notice, "unsent": unsent}
    return render_template("status.html", org=org, **facts)
