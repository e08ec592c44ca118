"""Sharing a case with persons by name: a step is handed over to one, a reader is let in for a time."""

from flask import Blueprint

from admin.sharing.hand_over import do_hand_over, hand_over
from admin.sharing.readers import add_reader, end_reader, readers
from admin.sharing.several import do_hand_over_several, hand_over_several


def add_sharing(blueprint: Blueprint) -> None:
    """Its routes."""
    step, inside = "/<org>/cases/<uuid:case>/steps/<int:run>/hand-over", "/<org>/cases/<uuid:case>/readers"
    blueprint.add_url_rule(step, "hand_over", hand_over)
    blueprint.add_url_rule(step, "do_hand_over", do_hand_over, methods=["POST"])
    blueprint.add_url_rule("/<org>/hand-over", "hand_over_several", hand_over_several)
    blueprint.add_url_rule("/<org>/hand-over", "do_hand_over_several", do_hand_over_several, methods=["POST"])
    blueprint.add_url_rule(inside, "readers", readers)
    blueprint.add_url_rule(f"{inside}/add", "add_reader", add_reader, methods=["POST"])
    blueprint.add_url_rule(f"{inside}/end", "end_reader", end_reader, methods=["POST"])
