"""The schemas that apply to one place of the answers, written out: through references, `allOf`, branches, `if` and dependencies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from referencing._core import Resolver

from engine.conditions import Condition, Not
from engine.template.from_schema.dialects import Dialect
from engine.template.from_schema.inspection import Parts, written_at
from engine.template.from_schema.pointers import pointer_of
from engine.template.from_schema.values import named_branches
from engine.template.from_schema.whens import NEVER, answered, naming, tags, when_object

_WORDS = ("title", "description", "default")


@dataclass(frozen=True)
class Facet:
    """One schema that applies to a place: always, when conditions hold, or (`vague`) when something does that no condition can say."""

    schema: Any
    resolver: "Resolver[Any]"
    parts: Parts
    when: tuple[Condition, ...] = ()
    vague: bool = False

    @property
    def certain(self) -> bool:
        """True when it applies always."""
        return not self.when and not self.vague

    @property
    def doubt(self) -> int:
        """On how much it depends whether it applies."""
        return len(self.when) + self.vague

    def at(self, schema: Any, *place: str | int) -> "Facet":
        """The facet of a schema inside this one."""
        return replace(self, schema={} if schema is True else schema, parts=(*self.parts, *place))

    def under(self, condition: Condition | None) -> "Facet":
        """The same where a condition holds; None is a condition that can not be said."""
        return replace(self, vague=True) if condition is None else replace(self, when=(*self.when, condition))


@dataclass(frozen=True)
class Spreader:
    """Writes out schemas of one dialect."""

    dialect: Dialect

    def spread(self, facet: Facet, here: str) -> Iterator[Facet]:
        """The facet and all that apply with it to the same place, the one at the pointer `here`."""
        schema = facet.schema
        if not isinstance(schema, Mapping) or NEVER in facet.when:
            return
        facet = replace(facet, resolver=self.dialect.inside(facet.resolver, schema)) if facet.parts else facet
        alone = "$ref" in schema and self.dialect.ref_alone
        yield replace(facet, schema={key: schema[key] for key in _WORDS if key in schema}) if alone else facet
        if "$ref" in schema:
            target = facet.resolver.lookup(schema["$ref"])
            parts = written_at(schema["$ref"], facet.parts)
            yield from self.spread(replace(facet.at(target.contents), resolver=target.resolver, parts=parts), here)
        if not alone:
            for inner in (*self._all(facet), *self._branches(facet, here), *self._if(facet, here), *self._dependent(facet, here)):
                yield from self.spread(inner, here)

    def _all(self, facet: Facet) -> Iterator[Facet]:
        for number, part in enumerate(facet.schema.get("allOf", ())):
            yield facet.at(part, "allOf", number)

    def _branches(self, facet: Facet, here: str) -> Iterator[Facet]:
        """Each branch, where the answers that name it are its own."""
        for keyword in ("anyOf", "oneOf"):
            if named_branches(facet.schema, keyword) is not None:
                continue
            for number, branch in enumerate(facet.schema.get(keyword, ())):
                if isinstance(branch, Mapping):
                    present = set(facet.schema.get("required", ())) | _present(facet, here)
                    yield facet.at(branch, keyword, number).under(tags(branch, here, facet.resolver, present))

    def naming(self, facet: Facet) -> frozenset[str]:
        """The names of the answers that name the branches of a schema, when each of them has one of its own."""
        present = set(facet.schema.get("required", ()))
        several = [facet.schema[keyword] for keyword in ("anyOf", "oneOf") if facet.schema.get(keyword) and facet.certain]
        names = [frozenset.intersection(*(frozenset(naming(one, facet.resolver, present)) for one in branches)) for branches in several]
        return frozenset().union(*names)

    def _if(self, facet: Facet, here: str) -> Iterator[Facet]:
        if "if" not in facet.schema or "if" not in self.dialect.applies:
            return
        sure = frozenset(facet.schema.get("required", ()))
        found = when_object(facet.schema["if"], here, facet.resolver, sure)
        for keyword, condition in (("then", found), ("else", None if found is None else NEVER if not _fails(found) else Not(found))):
            if keyword in facet.schema:
                yield facet.at(facet.schema[keyword], keyword).under(condition)

    def _dependent(self, facet: Facet, here: str) -> Iterator[Facet]:
        for keyword in {"dependencies", "dependentSchemas"} & set(self.dialect.applies):
            for name, part in facet.schema.get(keyword, {}).items():
                if not isinstance(part, list):
                    yield facet.at(part, keyword, name).under(answered(here + pointer_of([name])))


def _fails(condition: Condition) -> bool:
    """False for what always holds."""
    return getattr(condition, "parts", True) != () or condition == NEVER


def _present(facet: Facet, here: str) -> set[str]:
    """The names of what is answered wherever the facet applies."""
    return {
        reference.removeprefix(f"{here}/")
        for condition in facet.when
        if (reference := getattr(condition, "reference", None)) is not None and condition == answered(reference)
    }
