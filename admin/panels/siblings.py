"""The other cases that this one hangs together with, as far as the reader may read them; and the way to tie, merge or split."""

from typing import Any

from flask import url_for

from admin.case_view import CaseView
from forms.wording import say


def siblings(view: CaseView) -> dict[str, Any] | None:
    """Their numbers, each with how it belongs; nothing where there is none and nothing to do."""
    tied = {item.case.id: (item.case.number, say(_how(item.kind, forth=item.forth))) for item in view.whole.ties}
    same = {item.id: (item.number, say("ties.same_event")) for item in view.whole.siblings}
    found = [(number, _url(view, id), how) for id, (number, how) in (same | tied).items()]
    way = view.url("ties") if view.receives else ""
    if not found and not way:
        return None
    return {"cases": found, "way": way, "words": say("ties.link_closed") if view.closed else say("ties.link")}


def _how(kind: str, *, forth: bool) -> str:
    return "ties.related" if kind == "related" else f"ties.{kind}_{'forth' if forth else 'back'}"


def _url(view: CaseView, id: object) -> str:
    return url_for("admin.case", org=view.here.org, case=id)
