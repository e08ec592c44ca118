"""Answers that conditions of these tests look at, one of each kind, and any JSON that may stand in their place."""

from hypothesis import strategies as st

from engine.conditions.reading import Scope, Variable

SCOPE: Scope = {
    "place": Variable("choice", ("hall", "yard", "net")),
    "sorts": Variable("choices", ("a", "b", "c")),
    "text": Variable("text"),
    "sure": Variable("truth", (True, False, "unknown")),
    "age": Variable("number"),
    "day": Variable("date"),
    "clock": Variable("time"),
    "unit": Variable("unit"),
    "unit.kind": Variable("label"),
    "who": Variable("rows"),
    "who_sort": Variable("choice", ("a", "b", "c"), many=True),
    "who_sorts": Variable("choices", ("a", "b", "c"), many=True),
    "who_age": Variable("number", None, many=True),
}

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["a", "hall", "2026-11-20", "07:30"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)
