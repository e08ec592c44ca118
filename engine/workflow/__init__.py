"""How a case moves: which steps open, who does them, when they are due. Pure: an Outcome is the only thing that changes a case."""

from engine.workflow.case import GOING, OPEN, WAITING, Case, Event, Opens, Outcome, Run, Told
from engine.workflow.mover import Situation
from engine.workflow.moves import act, add, addable, button_of, happened, notify, reopen, start, wake
from engine.workflow.pausing import pause, resume
from engine.workflow.reminders import remind
from engine.workflow.schedule import OVERDUE, REMINDER

__all__ = [
    "GOING",
    "OPEN",
    "OVERDUE",
    "REMINDER",
    "WAITING",
    "Case",
    "Event",
    "Opens",
    "Outcome",
    "Run",
    "Situation",
    "Told",
    "act",
    "add",
    "addable",
    "button_of",
    "happened",
    "notify",
    "pause",
    "remind",
    "reopen",
    "resume",
    "start",
    "wake",
]
