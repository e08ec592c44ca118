"""The pages of those who are told of reports: the queue of what they have received, receipts, and samples of closed cases."""

from flask import Blueprint

from admin.received.acknowledging import acknowledge
from admin.received.queue import queue


def add_received(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    blueprint.add_url_rule("/<org>/received", "received", queue)
    blueprint.add_url_rule("/<org>/received/acknowledge", "acknowledge", acknowledge, methods=["POST"])
