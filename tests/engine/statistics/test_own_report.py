"""Reports of the organisation's own: read against every template that they name, told all that is wrong, and followed to later versions."""

from collections.abc import Mapping

import pytest

from engine.errors import InvalidTemplate
from engine.statistics.lineage import Lineage
from engine.statistics.own_report import OwnReport, differs, read_own, today
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.engine.statistics import counted

HEAT = "heat: Värme, "
SECOND = counted.TEMPLATE.replace("template: faults", "template: second").replace(HEAT, "")
KNOWN: Mapping[str, FormTemplate] = {template.name: template for template in map(load, (counted.TEMPLATE, SECOND))}
TEXT = """reports:
  rooms:
    title: {sv: Var?, en: Where?}
    templates: [second, faults]
    count: submissions
    rows: room
    columns: urgent
    filters: [area, period]
"""


def codes(text: str) -> list[str]:
    """What is wrong with a text."""
    with pytest.raises(InvalidTemplate) as error:
        read_own(text, KNOWN)
    return [fault.code for fault in error.value.faults]


def own(text: str = TEXT) -> OwnReport:
    """A report without faults."""
    return read_own(text, KNOWN)


def test_a_report_is_read_for_each_of_its_templates_in_their_order() -> None:
    found = own()
    assert (found.id, found.text, list(found.reports)) == ("rooms", TEXT, ["second", "faults"])
    report = found.reports["faults"]
    assert (report.grain, report.rows, report.columns, report.filters) == ("submissions", "room", "urgent", ("area", "period"))
    assert report.title == {"sv": "Var?", "en": "Where?"}


def test_one_template_is_enough_for_a_report() -> None:
    assert list(own(TEXT.replace("second, ", "").replace("rows: room", "rows: kinds")).reports) == ["faults"]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("[second, faults]", "[faults, third]", ["unknown-template"]),
        ("rows: room", "rows: kinds", ["asked-otherwise"]),
        ("filters: [area", "filters: [kinds", ["asked-otherwise"]),
        ("rows: room", "rows: nowhere", ["unknown-counted"]),
        ("count: submissions", "count: nothing", ["unknown-count"]),
        ("rows: room", "rows: illness", ["sensitive-alone"]),
        ("    templates: [second, faults]\n", "", ["missing-key"]),
        ("[second, faults]", "[]", ["too-few"]),
        ("    rows: room", "    schedule: {every: month, to: keeper}", ["unknown-key"]),
        ("reports:\n", "template: faults\nreports:\n", ["unknown-key"]),
        (TEXT, "reports: {}\n", ["too-few"]),
        (TEXT, TEXT + TEXT.replace("reports:\n", "").replace("rooms:", "more:"), ["too-much"]),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, wrong: list[str]) -> None:
    assert old in TEXT
    assert codes(TEXT.replace(old, new)) == wrong


def test_all_faults_are_told_at_once_and_each_once() -> None:
    text = TEXT.replace("[second, faults]", "[second, faults, third]").replace("rows: room", "rows: nowhere")
    assert codes(text) == ["unknown-template", "unknown-counted"]


def test_templates_ask_the_same_when_sort_openness_and_values_are_the_same() -> None:
    first, second = KNOWN["faults"], KNOWN["second"]
    assert not differs(first, second, "room")
    assert differs(first, second, "kinds")
    hidden = load(counted.TEMPLATE.replace("label: Var är felet?\n", "label: Var är felet?\n          personal: true\n"))
    assert differs(first, hidden, "room")


def test_a_report_of_an_earlier_version_is_followed_by_what_became_of_its_names() -> None:
    later = load(counted.TEMPLATE.replace("room:", "place:").replace("rows: room", "rows: place").replace("columns: room", "columns: place")
                 .replace("period, room]", "period, place]") + "changes: {room: {became: place}}\n")  # fmt: skip
    lineage = Lineage.of({1: KNOWN["faults"], 2: later})
    report = own().reports["faults"]
    moved = today(report, lineage, later, 1)
    assert moved is not None
    assert (moved.rows, moved.columns, moved.filters) == ("place", "urgent", ("area", "period"))
    assert today(moved, lineage, later, 2) == moved


def test_a_report_of_something_that_has_gone_can_be_counted_no_longer() -> None:
    text = counted.TEMPLATE
    gone = load(text[: text.index("reports:")].replace("room:", "place:") + "changes: {room: gone}\n")
    assert today(own().reports["faults"], Lineage.of({1: KNOWN["faults"], 2: gone}), gone, 1) is None
