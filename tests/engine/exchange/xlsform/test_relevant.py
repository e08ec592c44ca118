"""`relevant` becomes a condition of the template; where it can not, that is told, since the question would always be shown."""

from typing import Any

import pytest

from tests.engine.exchange.xlsform.books import lost, questions, read, template

CHOICES = """
| list_name | name | label |
| vem | elev | Elev |
| vem | lärare | Lärare |
| vem | 3 | Någon annan |
"""
SURVEY = """
| type | name | label | required | relevant |
| select_one vem | vem | Vem? | | |
| select_multiple vem | vilka | Vilka? | | |
| integer | antal | Hur många? | | |
| decimal | vikt | Hur tung? | | |
| date | dag | När? | | |
| time | tid | Klockan? | | |
| text | namn | Namn? | | |
| text | krav | Krävs? | yes | |
| range | grad | Grad? | | |
| acknowledge | ok | Ja? | | |
| today | idag | | | |
| begin repeat | rader | Rader | | |
| select_one vem | inre | Inre? | | |
| text | i_raden | Samma rad? | | ${inre} = 'elev' |
| note | läs | Läs | | |
| end repeat | | | | |
| text | fråga | Fråga? | | %s |
| text | senare | Senare? | | |
| geopoint | plats | Plats? | | |
"""


@pytest.mark.parametrize(
    ("relevant", "condition"),
    [
        ("${vem} = 'elev'", {"vem": "elev"}),
        ("${vem} = 'lärare'", {"vem": "larare"}),
        ("${vem} = 3", {"vem": "3"}),
        ("${vem} != 'elev'", {"not": {"vem": "elev"}}),
        ("selected(${vem}, 'elev')", {"vem": "elev"}),
        ("${vem} = 'elev' or ${vem} = '3'", {"vem": ["elev", "3"]}),
        (
            "selected(${vilka}, 'elev') and selected(${vilka}, '3')",
            {"all": [{"vilka": {"includes": "elev"}}, {"vilka": {"includes": "3"}}]},
        ),
        ("selected(${vilka}, 'elev') or selected(${vilka}, '3')", {"vilka": {"includes": ["elev", "3"]}}),
        ("${vilka} = 'elev'", {"vilka": {"only": "elev"}}),
        ("count-selected(${vilka}) > 1", {"vilka": {"count": {"at_least": 2}}}),
        ("count-selected(${vilka}) = 2", {"vilka": {"count": 2}}),
        ("count-selected(${vilka}) >= 1", {"vilka": {"answered": True}}),
        ("${antal} > 4", {"antal": {"at_least": 5}}),
        ("5 <= ${antal}", {"antal": {"at_least": 5}}),
        ("${antal} < 4 and ${vem} = 'elev'", {"antal": {"at_most": 3}, "vem": "elev"}),
        ("${antal} = '7'", {"antal": 7}),
        ("${vikt} > 1.5", {"vikt": {"at_least": 1.5, "not": 1.5}}),
        ("${grad} >= 9", {"grad": [9, 10]}),
        ("${grad} > 10", None),
        ("${dag} < today()", {"dag": {"before": "today"}}),
        ("${dag} > ${idag}", {"dag": {"after": "today"}}),
        ("${dag} >= '2026-01-01'", {"dag": {"answered": True, "not": {"before": "2026-01-01"}}}),
        ("${dag} = date('2026-01-01')", {"dag": "2026-01-01"}),
        ("${tid} < '08:00:00'", {"tid": {"before": "08:00"}}),
        ("${namn} != ''", {"namn": {"answered": True}}),
        ("${namn} = ''", {"namn": {"answered": False}}),
        ("string-length(${namn}) > 0", {"namn": {"answered": True}}),
        ("not(string-length(${namn}) = 0)", {"not": {"namn": {"answered": False}}}),
        ("${namn} = 'Kim'", {"namn": "Kim"}),
        ("${ok} = 'OK'", {"ok": True}),
        ("count(${rader}) >= 2", {"rader": {"count": {"at_least": 2}}}),
        ("${inre} = 'elev'", {"inre": {"includes": "elev"}}),
        ("selected(join(' ', ${inre}), 'elev')", {"inre": {"includes": "elev"}}),
        ("if(${antal} > 1, ${vem} = 'elev', false())", {"antal": {"at_least": 2}, "vem": "elev"}),
        ("selected(${vem}, 'elev') = true()", {"vem": "elev"}),
        ("coalesce(${namn}, '') != ''", {"namn": {"answered": True}}),
        ("${krav} != ''", True),
        ("true()", True),
        ("1 = 1 and ${vem} = 'elev'", {"vem": "elev"}),
        ("${vem} = 'elev' or ${vem} = 'lärare' or ${vem} = '3'", {"vem": {"answered": True}}),
    ],
)
def test_a_condition_is_said_as_an_author_would(relevant: str, condition: Any) -> None:
    found = read(SURVEY % relevant, CHOICES)
    question = questions(found).get("fraga")
    assert condition is None if question is None else question.get("show_if", True) == condition
    assert lost(found) == [("survey:20:type", "type-not-carried")]


@pytest.mark.parametrize(
    ("relevant", "reason"),
    [
        ("${senare} != ''", "later"),
        ("${plats} != ''", "later"),
        ("${finns_inte} = 1", "unknown"),
        ("${vem} = 'rektorn'", "no-option"),
        ("${vem} = ${namn}", "not-said"),
        ("${antal} * 2 > 5", "not-said"),
        ("regex(${namn}, '[a-z]')", "not-said"),
        ("${inre} != 'elev'", "not-said"),
        ("count(${läs}) > 1", "not-said"),
        ("string-length(${namn}) > 5", "not-said"),
        ("${dag} < today() - 30", "not-said"),
        ("${vem} = ", "not-expression"),
        ("../x[1] = 2", "not-expression"),
    ],
)
def test_a_condition_that_can_not_be_said_is_lost_with_its_place(relevant: str, reason: str) -> None:
    found = read(SURVEY % relevant, CHOICES)
    assert ("survey:18:relevant", f"relevant-{reason}") in lost(found)
    assert "show_if" not in questions(found)["fraga"]


def test_a_condition_on_what_is_left_out_is_lost() -> None:
    found = read("| type | name | label | relevant |\n| geopoint | p | P | |\n| text | a | A | ${p} != '' |")
    assert lost(found) == [("survey:2:type", "type-not-carried"), ("survey:3:relevant", "relevant-left-out")]


def test_a_condition_on_a_name_that_several_rows_have_is_lost() -> None:
    survey = "| begin group | {0} | {0} | |\n| text | namn | Namn | |\n| end group | | | |\n"
    found = read("| type | name | label | relevant |\n" + survey.format("g") + survey.format("h") + "| text | a | A | ${namn} != '' |")
    assert lost(found) == [("survey:8:relevant", "relevant-twice")]


def test_in_a_group_a_name_means_the_same_row() -> None:
    group = next(page for page in template(read(SURVEY % "", CHOICES)).form.every() if page.id == "rader")
    assert group.questions[1].show_if.many is False


def test_what_is_never_asked_is_told_and_left_out() -> None:
    found = read("| type | name | label | relevant |\n| text | a | A | false() |\n| text | b | B | |")
    assert (list(questions(found)), lost(found)) == (["b"], [])
    assert ("survey:2:relevant", "never-asked", False) in [(remark.place, remark.code, remark.lost) for remark in found.remarks]
