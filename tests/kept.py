"""What is worked out once for all the tests of a worker, though each has a database, an app and a site of its own."""

from functools import cache
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from engine.library import from_library
from engine.store.database import Database
from engine.template.load import load
from engine.template.model import FormTemplate

STATEMENTS = 2000
"""How many compiled statements are kept for those that read, and for those that write."""
_FIRST: dict[tuple[str, str], Engine] = {}


def keep_statements(database: Database) -> None:
    """Lets a database use the statements that SQLAlchemy compiled for those before it, as an installation has one all its life."""
    for role, engine in (("reads", database._readers), ("writes", database._writer._pool)):  # type: ignore[attr-defined]
        first = _FIRST.setdefault((database.kind, role), engine)
        if first is engine:
            # the first connection tells the dialect what the server can do
            engine.connect().close()
            engine._compiled_cache = LRUCache(STATEMENTS)
        # a compiled statement is found only by the very dialect that it was compiled for
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache


def keep_builders() -> None:
    """Lets an app use the code that writes addresses, which werkzeug compiled for the apps before it: most of what an app costs."""
    compiled, kept = Rule._compile_builder, dict[Any, Any]()

    def builder(rule: Rule, append_unknown: bool = True) -> Any:
        made_of = rule.rule, tuple(rule._trace), append_unknown, tuple(sorted((rule.defaults or {}).items()))
        if made_of not in kept:
            kept[made_of] = compiled(rule, append_unknown)
        return kept[made_of]

    Rule._compile_builder = builder  # type: ignore[method-assign]


@cache
def published(text: str) -> FormTemplate:
    """The template of a text that may take files of the library with it: the same few are taken into use at thousands of sites."""
    return load(text, from_library)
