"""The parts of a case's page, each a file here and one of its name in html/panels: what it is made from, and how it looks.

A panel gives what its HTML draws, or None where it has nothing to show to this reader.
"""

from collections.abc import Callable, Mapping
from typing import Any

from admin.case_view import CaseView
from admin.panels.access import access
from admin.panels.adding import adding
from admin.panels.dialogue import dialogue
from admin.panels.documents import documents
from admin.panels.events import events
from admin.panels.notes import notes
from admin.panels.notices import notices
from admin.panels.pauses import pauses
from admin.panels.people import people
from admin.panels.register import register
from admin.panels.reports import reports
from admin.panels.reviews import reviews
from admin.panels.rounds import rounds
from admin.panels.siblings import siblings
from admin.panels.steps import steps
from admin.panels.version import version

Panel = Callable[[CaseView], Mapping[str, Any] | None]

MAIN: tuple[Panel, ...] = (reviews, reports, dialogue, rounds, notes, documents)
"""Under the step that waits, in the wide column."""
SIDE: tuple[Panel, ...] = (steps, pauses, adding, people, siblings, register, notices, events, version, access)
"""Beside them."""


def drawn(panels: tuple[Panel, ...], view: CaseView) -> list[tuple[str, Mapping[str, Any]]]:
    """The panels that have something to show: the file of each, and what it draws."""
    made = ((panel.__name__, panel(view)) for panel in panels)
    return [(f"panels/{name}.html", panel) for name, panel in made if panel is not None]
