"""`docs/template.md` says all of the format and nothing else: every example loads, every key, type, kind, test and fault stands in it."""

import re
from collections.abc import Iterator

import pytest

from engine.conditions.reading import _CONNECTIVES, _FITTING, _IN_LISTS
from engine.template.load import built_in_loader
from engine.template.schema import meta_schema
from engine.template.source import read
from engine.texts import engine_texts
from tests.docs.examples import ORGANISATION, REFERENCE, SCENARIOS, Fenced, described, fault_codes, fenced, keys_in, sections

EXAMPLES = [block for block in fenced(REFERENCE, "yaml") if block.mark("file") is None]
BASE = read(next(block for block in EXAMPLES if "base" in block.marks).text).value
LOADER = built_in_loader()
SCHEMA = meta_schema(LOADER.types, LOADER.kinds)
# where each mapping of the meta-schema is described; a new one has to be given its place here
PLACES = {
    "": "Top level",
    "then": "Top level",
    "start": "start",
    "form": "Forms and pages",
    "forms": "Forms and pages",
    "blocks": "Blocks",
    "cases": "cases",
    "cases/flags": "cases",
    "functions": "functions",
    "routing": "routing",
    "reports": "reports",
    "spans": "spans",
    "signals": "signals",
    "reports/schedule": "reports",
    "persons": "persons",
    "documents": "documents",
    "compilations": "compilations",
    "compilations/sections": "compilations",
    "register": "register",
    "register/secrecy": "register",
    "retention": "retention",
    "changes": "changes",
    "examples": "examples",
    "examples/expect": "examples",
    "$defs/use": "Blocks",
    "$defs/option": "Options and lists",
    "$defs/repeat": "Repeating groups",
    "$defs/page": "Pages",
    "$defs/due": "Deadlines",
    "$defs/remind": "Reminders",
    "$defs/escalation": "Escalation",
    "$defs/until": "wait",
    "$defs/outcomes": "decision",
    "$defs/question": "Questions",
    "$defs/question/wording": "Wording",
    "$defs/step": "Steps",
    "$defs/said": "A form as a JSON Schema",
    "$defs/said/repeat": "A form as a JSON Schema",
} | {f"$defs/kind_{kind}": {"group": "Group of steps"}.get(kind, kind) for kind in LOADER.kinds}


def documented_keys() -> Iterator[tuple[str, str]]:
    """Each section with each key that it must describe."""
    found = dict(described(SCHEMA))
    shared = {}
    for prefix, of in (("type", "question"), ("kind", "step")):
        variants = [f"$defs/{prefix}_{name}" for name in (LOADER.types if prefix == "type" else LOADER.kinds)]
        shared[f"$defs/{of}"] = frozenset.intersection(*(found[name] for name in variants))
        for name in variants:
            found[name] -= shared[f"$defs/{of}"]
    found |= shared
    for name in LOADER.types:
        found["$defs/question/wording"] = found.pop(f"$defs/type_{name}/wording")
    # of a place in a schema the same can be said as of a question
    assert found.pop("$defs/said/wording") == found["$defs/question/wording"]
    found["$defs/said"] -= shared["$defs/question"]
    places = PLACES | {f"$defs/type_{name}": name for name in LOADER.types}
    for mapping, keys in found.items():
        yield from ((places[mapping], key) for key in sorted(keys))


def shown_keys() -> dict[str, set[str]]:
    """The keys that the sound examples of each section show."""
    found: dict[str, set[str]] = {}
    for block in EXAMPLES:
        if block.mark("fault") is None:
            found.setdefault(block.section, set()).update(keys_in(read(block.text).value))
    return found


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: f"line {block.line}")
def test_an_example_is_what_it_is_said_to_be(block: Fenced) -> None:
    wanted = block.mark("fault")
    assert fault_codes(block, BASE) == ([] if wanted is None else [wanted])


def test_every_key_has_its_line() -> None:
    texts = sections(REFERENCE)
    missing = [
        (section, key)
        for section, key in documented_keys()
        if not re.search(rf"^\| .*?`{key}`.*? \|", texts.get(section, ""), re.MULTILINE)
    ]
    assert missing == []


def test_no_line_speaks_of_a_key_that_is_not_there() -> None:
    known: dict[str, set[str]] = {}
    for section, key in documented_keys():
        known.setdefault(section, set()).add(key)
    texts = sections(REFERENCE)
    tables = {section: re.findall(r"^\| Key.*?\n\|[ -|]*\n((?:\|.*\n)+)", texts[section], re.MULTILINE) for section in known}
    lines = {section: set(re.findall(r"^\| `([^`]+)` \|", "".join(found), re.MULTILINE)) for section, found in tables.items()}
    assert {section: found - known[section] for section, found in lines.items() if found - known[section]} == {}


def test_every_key_is_shown_in_an_example_beside_it() -> None:
    shown = shown_keys()
    # the small template shows the one key that a second question may not have; an example has no file beside it
    elsewhere = {("Questions", "routes"), ("Forms and pages", "file")}
    missing = [(section, key) for section, key in documented_keys() if key not in shown.get(section, set())]
    assert set(missing) == elsewhere


def test_every_field_type_and_step_kind_has_its_section() -> None:
    texts = sections(REFERENCE)
    assert [name for name in LOADER.types if name not in texts] == []
    assert [name for name in LOADER.kinds if name not in texts and name != "group"] == []
    assert all(f"[`{name}`]" in texts["Field types"] for name in LOADER.types)
    assert all(f"[`{name}`]" in texts["Steps"] for name in LOADER.kinds)


def test_every_condition_test_is_described_and_shown() -> None:
    tests = {test for fitting in (*_FITTING.values(), _IN_LISTS) for test in fitting if test != "is"} | set(_CONNECTIVES)
    text = sections(REFERENCE)["Conditions"]
    assert [test for test in sorted(tests) if not re.search(rf"^\| `{test}` \|", text, re.MULTILINE)] == []
    assert tests - shown_keys()["Conditions"] == set()


def test_which_types_a_condition_test_is_for_is_true() -> None:
    kinds = {name: kind.kind for name, kind in LOADER.types.items()}
    lines = dict(re.findall(r"^\| `([^`]+)` \|[^|]*\| ((?:`\w+` ?)+) \|", sections(REFERENCE)["Conditions"], re.MULTILINE))
    told = {("is" if ":" in test else test): set(re.findall(r"`(\w+)`", types)) for test, types in lines.items()}
    assert set(told) == {"is", "at_least", "at_most", "before", "after"}
    assert told == {test: {name for name, kind in kinds.items() if test in _FITTING.get(kind, ())} for test in told}


def test_every_fault_is_listed() -> None:
    told_with = {"guess", "write", "met", "met-in-text", "met-in-file"}
    codes = {code.removeprefix("faults.") for code in engine_texts().codes() if code.startswith("faults.")} - told_with
    texts = (sections(REFERENCE)["Faults"], sections(ORGANISATION)["Faults"], sections(SCENARIOS)["Faults"])
    cells = [cell for text in texts for cell in re.findall(r"^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \|", text, re.MULTILINE)]
    assert sorted(code for cell in cells for code in re.findall(r"`([^`]+)`", cell)) == sorted(codes)


def test_the_limits_of_a_types_keys_are_told() -> None:
    rows = {(section, key): line for section, key, line in _rows()}
    for (section, key), line in rows.items():
        if section not in LOADER.types or key not in LOADER.types[section].schema:
            continue
        schema = LOADER.types[section].schema[key]
        limits = [schema[name] for name in ("minimum", "maximum") if name in schema and abs(schema[name]) < 10**6]
        assert all(str(limit) in line for limit in limits), f"{section}: {line}"


def _rows() -> Iterator[tuple[str, str, str]]:
    for section, text in sections(REFERENCE).items():
        for match in re.finditer(r"^\| `(\w+)` \|.*$", text, re.MULTILINE):
            yield section, match[1], match[0]
