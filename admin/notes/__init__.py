"""Internal notes in a case: written for colleagues, marked as done, withdrawn and taken back. A reporter never sees any."""

from flask import Blueprint

from admin.notes.changing import mark_note, restore_note, withdraw_note
from admin.notes.writing import add_note, notes


def add_notes(blueprint: Blueprint) -> None:
    """Its routes."""
    notes_of = "/<org>/cases/<uuid:case>/notes"
    blueprint.add_url_rule(notes_of, "notes", notes)
    blueprint.add_url_rule(f"{notes_of}/add", "add_note", add_note, methods=["POST"])
    blueprint.add_url_rule(f"{notes_of}/mark", "mark_note", mark_note, methods=["POST"])
    blueprint.add_url_rule(f"{notes_of}/withdraw", "withdraw_note", withdraw_note, methods=["POST"])
    blueprint.add_url_rule(f"{notes_of}/restore", "restore_note", restore_note, methods=["POST"])
