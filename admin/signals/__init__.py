"""Signals: where there is more of something than usual, what was done about it, and putting it away."""

from flask import Blueprint

from admin.signals.listing import signals
from admin.signals.one import settle, signal


def add_signals(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    blueprint.add_url_rule("/<org>/signals", "signals", signals)
    blueprint.add_url_rule("/<org>/signals/<uuid:signal>", "signal", signal)
    blueprint.add_url_rule("/<org>/signals/<uuid:signal>", "settle_signal", settle, methods=["POST"])
