"""Registering for someone who has called, written on paper or said it in a talk: the public form, filled in by somebody signed in.

Its pages are those of the public side. What is here is how it begins, and what is handed over when it is done.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, g

from admin.guard import visit
from admin.on_behalf.beginning import begin, forms, start
from admin.on_behalf.handing_over import receipt
from admin.on_behalf.paper import paper
from forms.on_behalf import BLUEPRINT, Typist
from forms.pages import choose_language
from forms.questions import page, save_page
from forms.sending import check, send

FORM = "/<org>/register/<template>"
ROUTES: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
    ("GET", "/<org>/register/", "forms", forms),
    ("GET", f"{FORM}/", "start", start),
    ("POST", f"{FORM}/", "begin", begin),
    ("GET", f"{FORM}/p/<page>", "page", page),
    ("POST", f"{FORM}/p/<page>", "save_page", save_page),
    ("GET", f"{FORM}/check", "check", check),
    ("POST", f"{FORM}/send", "send", send),
    ("GET", f"{FORM}/receipt", "receipt", receipt),
    ("GET", "/<org>/templates/<template>/paper", "paper", paper),
)


def forms_for_others() -> Blueprint:
    """The pages of the forms as somebody signed in fills them in for someone else."""
    pages = Blueprint(BLUEPRINT, __name__)
    for method, rule, endpoint, view in ROUTES:
        pages.add_url_rule(rule, endpoint, view, methods=[method])
    pages.before_request(_name_typist)
    pages.before_request(choose_language)
    return pages


def _name_typist() -> None:
    """From here on the draft is that of the person who is signed in."""
    actor = visit().actor
    g.typist = Typist(actor.id, actor.name)
