"""What the schemas that apply to one place say of it together: of what sort it is, what can be chosen there, when it is asked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from engine.conditions import All, Any_, Condition
from engine.template.from_schema.facets import Facet
from engine.template.from_schema.values import Chosen, choosable, common, distinct

Kind = Literal["object", "rows", "choices", "choice", "truth", "number", "text", "fixed"]

_BY_TYPE: Mapping[str, Kind] = {
    "string": "text",
    "number": "number",
    "integer": "number",
    "boolean": "truth",
    "object": "object",
    "array": "rows",
}
_BY_KEYWORD: Mapping[str, str] = {
    "properties": "object",
    "required": "object",
    "dependentRequired": "object",
    "items": "array",
    "minItems": "array",
    "uniqueItems": "array",
    "contains": "array",
    "minimum": "number",
    "maximum": "number",
    "exclusiveMinimum": "number",
    "exclusiveMaximum": "number",
    "multipleOf": "number",
}


def described(facets: tuple[Facet, ...]) -> dict[str, list[Facet]]:
    """What the schemas of an object say of each of its properties, those that are demanded without being described among them."""
    found: dict[str, list[Facet]] = {}
    for facet in facets:
        for name, schema in facet.schema.get("properties", {}).items():
            found.setdefault(name, []).append(facet.at(schema, "properties", name))
    others: dict[str, list[Facet]] = {}
    for facet in facets:
        for name in {*facet.schema.get("required", ()), *demanded_at_times([facet])} - set(found):
            others.setdefault(name, []).append(_undescribed(facet))
    return found | others


def _undescribed(facet: Facet) -> Facet:
    """What a schema says of all properties that it does not describe; else anything."""
    rest = facet.schema.get("additionalProperties", True)
    return facet.at(rest, "additionalProperties") if isinstance(rest, Mapping) else facet.at({})


def demanded_at_times(facets: Iterable[Facet]) -> Iterator[str]:
    """The names that some schema demands at times."""
    for facet in facets:
        yield from () if facet.certain else facet.schema.get("required", ())
        for keyword in ("dependencies", "dependentRequired"):
            # in a draft that does not know the keyword nothing has seen to what stands under it
            said = facet.schema.get(keyword)
            lists = (names for names in said.values() if isinstance(names, list)) if isinstance(said, Mapping) else ()
            yield from (name for names in lists for name in names if isinstance(name, str))


def when_asked(facets: Iterable[Facet]) -> Condition | None:
    """When a place is asked: when some schema that describes it applies; None is always."""
    found: list[Condition] = []
    for facet in facets:
        if facet.vague or not facet.when:
            return None
        whole = facet.when[0] if len(facet.when) == 1 else All(facet.when)
        found += [] if whole in found else [whole]
    return found[0] if len(found) == 1 else Any_(tuple(found))


def options(facets: tuple[Facet, ...]) -> tuple[Chosen, ...] | None:
    """What there is to choose among: what all that always applies allows, else what any of the others does."""
    certain = [values for facet in facets if facet.certain and (values := choosable(facet.schema)) is not None]
    if certain:
        values = certain[0]
        for others in certain[1:]:
            values = common(values, others)
        return distinct(values)
    each = [choosable(facet.schema) for facet in facets if "type" in facet.schema or choosable(facet.schema) is not None]
    open_ = not each or None in each or any(facet.certain for facet in facets if says_something(facet))
    return None if open_ else distinct(chosen for values in each for chosen in values or ())


def says_something(facet: Facet) -> bool:
    """False when there are only words."""
    return bool(set(facet.schema) - {"title", "description", "default", "$comment"})


def types(facets: tuple[Facet, ...]) -> frozenset[str]:
    """The types that values may have; none when nothing says."""
    certain = [_named(facet) for facet in facets if facet.certain and "type" in facet.schema]
    if certain:
        return frozenset.intersection(*certain)
    return frozenset(name for facet in facets if "type" in facet.schema for name in _named(facet))


def _named(facet: Facet) -> frozenset[str]:
    types = facet.schema["type"]
    named = {types} if isinstance(types, str) else set(types)
    return frozenset(named | ({"integer"} if "number" in named else set()))


def kind(facets: tuple[Facet, ...], types: frozenset[str]) -> Kind:
    """What sort of place it is, going by its types, and by what else is said where there are several or none."""
    told = {_BY_KEYWORD[keyword] for facet in facets for keyword in facet.schema if keyword in _BY_KEYWORD}
    known = types or told
    if known == {"null"}:
        return "fixed"
    for type_ in ("object", "array"):
        if type_ in known and (type_ in told or not known - {type_, "null"}):
            return _BY_TYPE[type_]
    return next((kind for type_, kind in _BY_TYPE.items() if type_ in known), "text")
