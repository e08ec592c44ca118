"""Whether the calendars that deadlines are counted in are the organisation's own. Where there is none of a name, every day counts."""

from collections.abc import Iterator

from engine.proof.findings import HINT, Finding
from engine.proof.places import Places
from engine.proof.world import World

CHECK = "deadlines"
_ANY = "*"
"""What an organisation calls the calendar that stands for all others."""


def deadlines(world: World, places: Places) -> Iterator[Finding]:
    """Steps whose deadline names a calendar that there is not."""
    known = {name for name, _ in world.organisation.calendars}
    for step in world.template.steps():
        calendar = step.due.get("calendar") if step.due else None
        if calendar is not None and not known & {calendar, _ANY}:
            mark = places.inside(step.mark, "due", "calendar")
            yield Finding(CHECK, "unknown-calendar", HINT, mark, {"calendar": calendar, "what": step.title})
