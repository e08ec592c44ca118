"""How a case moves: which steps open, who does them, when they are due. Pure: an Outcome is the only thing that changes a case."""

from engine.workflow.case import Case, Event, Outcome, Run, Told
from engine.workflow.moves import Situation, act, button_of, notify, reopen, start
from engine.workflow.pausing import pause, resume
from engine.workflow.reminders import remind
from engine.workflow.schedule import OVERDUE, REMINDER

__all__ = [
    "OVERDUE",
    "REMINDER",
    "Case",
    "Event",
    "Outcome",
    "Run",
    "Situation",
    "Told",
    "act",
    "button_of",
    "notify",
    "pause",
    "remind",
    "reopen",
    "resume",
    "start",
]
