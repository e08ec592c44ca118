"""The properties of a schema in another order, which says nothing of its values."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.exchange.json_values import pointer


def ordered(schema: Any, orders: Mapping[str, Sequence[str]], place: str = "") -> Any:
    """The schema with the properties of each place in its order; `*` stands for those that are not named."""
    if not isinstance(schema, dict):
        return schema
    found = dict(schema)
    properties = schema.get("properties")
    if isinstance(properties, dict):
        names = _names(list(properties), orders.get(place, ("*",)))
        found["properties"] = {name: ordered(properties[name], orders, f"{place}{pointer(name)}") for name in names}
    if isinstance(schema.get("items"), dict):
        found["items"] = ordered(schema["items"], orders, f"{place}/*")
    return found


def _names(names: Sequence[str], order: Sequence[str]) -> list[str]:
    """The names in order, those that it does not name where the star stands, or last."""
    wanted = list(dict.fromkeys(name for name in order if name == "*" or name in names))
    rest = [name for name in names if name not in wanted]
    star = wanted.index("*") if "*" in wanted else len(wanted)
    return [*wanted[:star], *rest, *(name for name in wanted[star:] if name != "*")]
