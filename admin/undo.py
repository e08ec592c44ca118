"""The way back from what has just been done, where that does no harm: the opposite verb as a button beside the message.

The address of the page says what was done, by codes and ids; whatever is no longer so, or not the reader's to take back, has no button.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from admin.case_view import CaseView
from engine.ids import read_id
from engine.store.case_people import READER
from forms.decoder import Posted, decode_query


@dataclass(frozen=True)
class Undo:
    """Where the opposite is asked for, and what is sent there."""

    action: str
    fields: Mapping[str, str]


def undo(view: CaseView, done: str) -> Undo | None:
    """The opposite of what the page says has been done."""
    asked = decode_query(request)
    ways = {"handed": _hand_back, "reader-added": _end_reading, "note-withdrawn": _restore}
    return ways[done](view, asked) if done in ways else None


def _hand_back(view: CaseView, asked: Posted) -> Undo | None:
    """To whoever had the step before, as long as the one who got it still has it."""
    number, had, has = asked.first("run"), asked.first("had"), read_id(asked.first("has"))
    run = next((run for run in view.file.case.open() if str(run.number) == number and run.holder), None)
    if run is None or run.person != has or not had or not view.handles:
        return None
    return Undo(view.url("do_hand_over", run=run.number), {"to": had, "seen": str(has or "")})


def _end_reading(view: CaseView, asked: Posted) -> Undo | None:
    reader = read_id(asked.first("reader"))
    reads = any(one.person == reader and one.why == READER for one in view.whole.named)
    return Undo(view.url("end_reader"), {"person": str(reader)}) if reads and view.receives else None


def _restore(view: CaseView, asked: Posted) -> Undo | None:
    note = next((item for item in view.whole.notes if str(item.id) == asked.first("note")), None)
    if note is None or note.withdrawn is None or note.by != view.here.actor.id:
        return None
    return Undo(view.url("restore_note"), {"note": str(note.id)})
