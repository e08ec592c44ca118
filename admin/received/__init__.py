"""The pages of those who are told of reports: the queue of what they have received, receipts, and samples of closed cases."""

from flask import Blueprint

from admin.received.acknowledging import acknowledge
from admin.received.queue import queue
from admin.received.reviewing import review, sample, save_review
from admin.received.sampling import draw, show_samples


def add_received(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    blueprint.add_url_rule("/<org>/received", "received", queue)
    blueprint.add_url_rule("/<org>/received/acknowledge", "acknowledge", acknowledge, methods=["POST"])
    blueprint.add_url_rule("/<org>/received/samples", "samples", show_samples)
    blueprint.add_url_rule("/<org>/received/samples/draw", "draw_sample", draw, methods=["POST"])
    blueprint.add_url_rule("/<org>/received/samples/<uuid:sample>", "sample", sample)
    blueprint.add_url_rule("/<org>/received/samples/<uuid:sample>/<uuid:case>", "review", review)
    blueprint.add_url_rule("/<org>/received/samples/<uuid:sample>/<uuid:case>", "save_review", save_review, methods=["POST"])
