"""How a case moves: which steps open, who does them, when they are due. Pure: an Outcome is the only thing that changes a case."""

from engine.workflow.case import Case, Event, Outcome, Run, Told
from engine.workflow.moves import Situation, act, button_of, notify, reopen, start
from engine.workflow.reminders import OVERDUE, REMINDER, remind

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
    "remind",
    "reopen",
    "start",
]
