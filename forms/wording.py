"""Finds the sentences of a page in the app's catalogues, in the request's language."""

from collections.abc import Sequence
from typing import Any

from flask import Flask, current_app, g

from engine.texts import Catalogue

_EXTENSION = "mallverk.texts"


def add_texts(app: Flask, catalogues: Sequence[Catalogue]) -> None:
    """Give `app` its sentences; the first catalogue that has a code is used. Pages call it `t`."""
    app.extensions[_EXTENSION] = tuple(catalogues)
    app.jinja_env.globals["t"] = say


def language() -> str:
    """The language of the page that is being made; a view may set `g.language`."""
    return str(g.get("language") or current_app.config["LANGUAGE"])


def say(code: str, **facts: Any) -> str:
    """The sentence for `code`; raises KeyError for one that no catalogue has."""
    chosen = language()
    for catalogue in current_app.extensions[_EXTENSION]:
        if catalogue.has(code, chosen) or catalogue.has(code):
            return str(catalogue.say(code, chosen, **facts))
    raise KeyError(code)
