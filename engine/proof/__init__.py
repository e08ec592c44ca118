"""Proof before publishing: runs a template's own examples, and walks every combination of answers that its conditions can tell apart."""

from engine.proof.examples import example_faults
from engine.proof.findings import HINT, NOT_PROVED, REFUTED, Finding
from engine.proof.linked import linked
from engine.proof.prove import CHECKS, prove, unheld, unproved, verdicts
from engine.proof.words import as_json, finding_in_words
from engine.trial import DEFAULT_TIME

__all__ = [
    "CHECKS",
    "DEFAULT_TIME",
    "HINT",
    "NOT_PROVED",
    "REFUTED",
    "Finding",
    "as_json",
    "example_faults",
    "finding_in_words",
    "linked",
    "prove",
    "unheld",
    "unproved",
    "verdicts",
]
