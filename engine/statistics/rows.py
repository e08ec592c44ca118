"""The rows behind a report, in words: one for each thing that is counted, with what may be taken out of it."""

from collections.abc import Sequence

from engine.sensitivity import Channel, may_show
from engine.spreadsheets.csv_lines import Value
from engine.statistics.facts import Fact
from engine.statistics.words import Words
from engine.template.counted import carries

_AS_KEYS = frozenset({"date", "number"})


def taken_out(words: Words) -> tuple[str, ...]:
    """The counted answers that rows have, for somebody who may read the cases that they are from."""
    template, grain = words.template, words.report.grain
    return tuple(
        name
        for name, item in template.counted.items()
        if may_show(item.question, Channel.EXPORT, granted=True) and carries(grain, item, template.grains)
    )


def head(words: Words, references: Sequence[str]) -> tuple[str, ...]:
    """The heads of the columns."""
    return (*(words.say(f"rows_out.{name}") for name in ("case", "day", "unit")), *(words.label(name) for name in references))


def row_of(words: Words, references: Sequence[str], numbers: Sequence[str], fact: Fact) -> tuple[Value, ...]:
    """One row: the numbers of its cases, its day, its unit, and its answers."""
    unit = words.context.organisation.units.get(fact.unit or "")
    return (", ".join(numbers), fact.day.isoformat(), unit.name if unit else "", *(_answer(words, name, fact) for name in references))


def _answer(words: Words, reference: str, fact: Fact) -> Value:
    keys = (fact.single[reference],) if reference in fact.single else fact.several.get(reference, ())
    kind = words.template.counted[reference].question.type.kind
    if kind == "number" and len(keys) == 1:
        return float(keys[0]) if "." in keys[0] else int(keys[0])
    return ", ".join(key if kind in _AS_KEYS else words.value(reference, key) for key in keys)
