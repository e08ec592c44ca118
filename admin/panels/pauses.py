"""The open steps that stand still, each with its reason and a button to let it go on, and the way to let another one stand still."""

from typing import Any

from admin.case_view import CaseView
from engine.workflow import OPEN, Run


def pauses(view: CaseView) -> dict[str, Any] | None:
    """None where nothing stands still and the reader can not change that."""
    if view.closed:
        return None
    steps = [_step(view, run) for run in view.file.case.open() if run.holder is not None and run.status == OPEN]
    shown = [step for step in steps if step["still"] or step["url"]]
    return {"steps": shown} if shown else None


def _step(view: CaseView, run: Run) -> dict[str, Any]:
    """One step; without an address where the reader only sees."""
    mine = run in view.mine or view.receives
    endpoint = "resume" if run.paused else "ask_pause"
    return {
        "title": view.book.step(view.scene.published.key, run.step),
        "still": view.still(run) if run.paused else "",
        "reason": view.whole.pauses[run.number].reason if run.paused else "",
        "url": view.url(endpoint, run=run.number) if mine else "",
    }
