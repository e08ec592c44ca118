"""What staff have noted to each other in the case. No reporter sees it, and it is no part of what is printed."""

from typing import Any

from admin.case_view import CaseView
from admin.record import SavedFile
from engine.fields.file import shown_as
from engine.store.notes import DONE, OPEN, Note
from forms.wording import language, say


def notes(view: CaseView) -> dict[str, Any]:
    """The notes, oldest first, and the ways to write and change them for those who may."""
    writes = bool(view.mine) or view.receives
    return {
        "notes": [_note(view, item, writes=writes) for item in view.whole.notes],
        "write": view.url("notes") if writes else "",
        "mark": view.url("mark_note"),
        "withdraw": view.url("withdraw_note"),
    }


def _note(view: CaseView, item: Note, *, writes: bool) -> dict[str, Any]:
    turn = DONE if item.state == OPEN else OPEN
    mine, gone = item.by == view.here.actor.id, item.withdrawn is not None
    by = say("case.round_by", name=view.whole.names[item.by], when=view.when.moment(item.at))
    return {
        "id": item.id,
        "by": by,
        "text": item.text,
        "withdrawn": say("notes.withdrawn", when=view.when.moment(item.withdrawn)) if item.withdrawn else "",
        "files": [] if gone else [_file(view, id) for id in item.files],
        "state": "" if gone else _state(view, item),
        "tag": say(f"notes.{item.state}") if item.state and not gone else "",
        "urgent": item.state == OPEN,
        "next": turn if writes and item.state and not gone else "",
        "button": say(f"notes.mark_{turn}"),
        "own": writes and mine and not gone,
    }


def _state(view: CaseView, item: Note) -> str:
    """Who has said that it is done, or is not, once somebody has."""
    if item.state is None or item.state_by is None or item.state_at is None or (item.state == OPEN and item.state_at == item.at):
        return ""
    return say(f"notes.{item.state}_by", name=view.whole.names[item.state_by], when=view.when.moment(item.state_at))


def _file(view: CaseView, id: str) -> SavedFile:
    kept = view.whole.files.get(id)
    return SavedFile(shown_as(kept.attachment, language()), view.saved_from(id)) if kept else SavedFile("", "")
