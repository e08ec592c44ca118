"""What counted names of one version have become in the next: without it a report could not say what an old number means today."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.template.counted import closed_values
from engine.template.model import FormTemplate


@dataclass(frozen=True)
class Fates:
    """What the next version's `changes` say. `names` has the new name of a counted question, or of a group or step whose rows or rounds
    are counted, None where it has gone; `values` has for each question by its old name what a counted answer has become: one or several
    others, or none.
    """

    names: Mapping[str, str | None] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def name(self, old: str) -> str | None:
        """What a question, group or step is called in the next version."""
        return self.names.get(old, old)


def fates(old: FormTemplate, new: FormTemplate) -> Fates:
    """What `new` says of the counted names of `old`; lines about anything else are left aside."""
    known = counted_names(old)
    names: dict[str, str | None] = {}
    values: dict[str, dict[str, tuple[str, ...]]] = {}
    worked_out = [item for item in old.counted.values() if item.derived]
    for name, became in new.changes.items():
        if name in old.grains and len(became) == 1:
            names |= {item.reference: _moved(item.reference, name, became[0]) for item in worked_out if item.derived == name}
        found = (name, None) if name in old.grains else known.get(name)
        if found is None:
            continue
        reference, value = found
        if value is None:
            names[reference] = became[0] if len(became) == 1 else None
        else:
            values.setdefault(reference, {})[value] = became
    return Fates(names, values)


def counted_names(template: FormTemplate) -> dict[str, tuple[str, str | None]]:
    """Every counted question and each of its answers as `changes` calls them: the question's reference, and the answer, None for itself."""
    found: dict[str, tuple[str, str | None]] = {}
    answered = {reference: item for reference, item in template.counted.items() if not item.derived}
    for reference, item in answered.items():
        found |= {f"{reference}.{value}": (reference, value) for value in closed_values(item.question)}
    return found | {reference: (reference, None) for reference in answered}


def _moved(reference: str, before: str, after: str) -> str:
    """What is worked out of a step, when the step is called something else: `rounds.talk`, `talk.days`."""
    first, _, rest = reference.partition(".")
    return f"{after}.{rest}" if first == before else f"{first}.{after}"
