"""A step where someone finds out what has come of what was done, and says so by one of the outcomes that the template names."""

from collections.abc import Mapping
from typing import ClassVar

from engine.steps.decision import Decision

_WORDS: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "save": "Spara uppföljningen",
        "outcome": "Vad visar uppföljningen?",
        "missing": "Välj vad uppföljningen visar",
        "reason-missing": "Skriv en motivering till det du har valt",
    },
    "en": {
        "save": "Save the follow-up",
        "outcome": "What does the follow-up show?",
        "missing": "Choose what the follow-up shows",
        "reason-missing": "Write a reason for what you have chosen",
    },
}


class FollowUp(Decision):
    """Asks and leads on as a decision does, but weighs nobody's case, so that it never asks who is affected."""

    name = "follow_up"
    decides = False
    follows_up = True
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        language: {**words, **_WORDS[language]} for language, words in Decision.texts.items()
    }
