"""How a case hangs together with others: related, merged, split; and opening a closed one again."""

from flask import Blueprint

from admin.ties.changing import merge, relate, reopen, split, unrelate
from admin.ties.page import ties


def add_ties(blueprint: Blueprint) -> None:
    """Its routes."""
    at = "/<org>/cases/<uuid:case>/ties"
    blueprint.add_url_rule(at, "ties", ties)
    for name, view in (("relate", relate), ("unrelate", unrelate), ("merge", merge), ("split", split), ("reopen", reopen)):
        blueprint.add_url_rule(f"{at}/{name}", name, view, methods=["POST"])
