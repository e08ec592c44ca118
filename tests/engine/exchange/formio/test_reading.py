"""Whole forms: recognised by their content, with their languages, and never too much for a template."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exchange import NotReadable, format_of, formats
from engine.library import trial_roster
from engine.proof import REFUTED, prove
from tests.engine.exchange.formio.forms import carried, component, loaded, lost

TYPES = (
    "textfield textarea number currency checkbox radio select selectboxes datetime day time survey panel datagrid content columns "
    "hidden file"
).split()
KEYS = (
    "type key label values data questions components columns validate conditional customConditional defaultValue multiple html filePattern "
    "fileMaxSize"
).split()
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from(TYPES),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*KEYS, "show", "when", "eq", "json", "value"]), inner, max_size=4)
    ),
    max_leaves=12,
)
COMPONENTS = st.lists(
    st.fixed_dictionaries({"type": st.sampled_from(TYPES)}, optional={key: VALUES for key in KEYS[1:]}) | VALUES, min_size=1, max_size=5
)


def test_a_form_is_known_by_its_components() -> None:
    assert format_of(json.dumps({"components": []}).encode(), "a.json").name == "formio"
    with pytest.raises(NotReadable):
        format_of(b'{"components": {}}', "a.json")


def test_a_form_brings_its_translations() -> None:
    made = carried(component("textfield", label="Name"), title="Form", language="en", i18n={"sv": {"Name": "Namn"}, "en": {"Name": "Name"}})
    assert made.sections["languages"] == ["en", "sv"]
    assert made.sections["form"]["pages"]["sida"]["questions"]["a"]["label"] == {"en": "Name", "sv": "Namn"}
    loaded(made)


def test_keys_that_only_say_how_a_form_looks_are_silent_and_others_are_told() -> None:
    one = component("textfield", customClass="x", tableView=False, hideLabel=True, magnetism=3, logic=[{"name": "x"}], unique=True)
    assert lost({**one, "validate": {"custom": "valid = true", "gravity": 1}}) == [
        ("unknown-key", "/components/0/magnetism"),
        ("logic", "/components/0/logic"),
        ("unique", "/components/0/unique"),
        ("unknown-key", "/components/0/validate/gravity"),
        ("script", "/components/0/validate/custom"),
    ]


def test_more_than_a_template_has_room_for_is_refused() -> None:
    with pytest.raises(NotReadable) as raised:
        carried(*[component("textfield", f"a{number}") for number in range(2001)])
    assert raised.value.remarks[0].code == "too-large"


def test_what_lies_too_deep_is_refused() -> None:
    deep: dict[str, Any] = component("textfield")
    for _ in range(60):
        deep = component("well", components=[deep])
    with pytest.raises(NotReadable) as raised:
        carried(deep)
    assert raised.value.remarks[0].code == "too-deep"


@given(COMPONENTS)
def test_any_json_becomes_a_template_that_loads_or_is_refused(components: Any) -> None:
    raw = json.dumps({"title": "T", "components": components}).encode("utf-8", "surrogatepass")
    try:
        found = formats()["formio"].read(raw)
    except NotReadable as error:
        said = [remark.in_words() for remark in error.remarks]
        found = None
    else:
        said = [remark.in_words() for remark in found.remarks]
    assert all(said)
    if found is None:
        return
    template = loaded(found)
    if not any(remark.lost for remark in found.remarks):
        assert [finding.code for finding in prove(template, trial_roster()) if finding.severity == REFUTED] == []
