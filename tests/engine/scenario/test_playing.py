"""What a scenario sees of a case is what the product would do: who is told, what opens, who never gets in, what is counted."""

from textwrap import indent

from engine.scenario import read_scenarios, scenario_faults
from engine.template.layers import from_texts
from engine.template.load import load
from tests.engine.proof.proved import ROSTER
from tests.engine.scenario.test_broken import SMALL

BY_HAND = load(SMALL.source.replace("title: Fel\n", "title: Fel\ncases: {start: by_hand}\n", 1))
NAMING = load(
    SMALL.source.replace(
        "    outcomes:\n",
        "    questions:\n"
        "      vem: {type: person, label: Vem, assigns: arbete, optional: true}\n"
        "      inte: {type: person, label: Inte, excludes: true, optional: true}\n"
        "    outcomes:\n",
        1,
    )
)
ORGANISATION = """
organisation: {key: other, name: Other}
units: {kontor: {name: Kontor}}
mailboxes:
  one: {name: Ett, holds: [skotare@kontor, chef@kontor]}
  two: {name: Två, holds: [agare]}
"""


def differences(story: str, *, template=SMALL, given: str = "{example: ett fel}") -> list[str]:  # type: ignore[no-untyped-def]
    """What does not come out as a story says."""
    text = f"scenarios:\n  - name: en\n    given: {given}\n{indent(story.strip(), '    ')}\n"
    scenarios = read_scenarios(text, template, from_texts({"other.yaml": ORGANISATION}))
    return [f"{fault.facts['got']}" for fault in scenario_faults(template, scenarios, ROSTER.holding(template.functions))]


def test_a_case_is_played_from_the_report_to_the_end() -> None:
    assert (
        differences("""
then:
  mailbox: skotare@kontor
  cases: 1
  open: {beslut: {by: skotare, due: 2026-09-09}}
  told: {agare: notice, skotare: step, chef: copy}
  excluded: []
  facts: {submissions: 1, cases: 1, beslut: 0}
acts:
  - when: {does: {step: beslut, outcome: gor}}
    then: {open: {arbete: {due: 2026-09-07T14:00}}, told: {}, closed: false}
  - when: {does: {step: arbete, answers: {gjort: Allt, tim: 2}}}
    then: {open: {arbete: skotare}}
  - when: {does: {step: arbete, press: done}}
    then: {open: {close: skotare}}
  - when: {does: {step: close}}
    then: {open: {}, closed: true, facts: {beslut: 1, arbete: 1, close: 0, closed: 1}}
""")
        == []
    )


def test_what_a_round_answered_counts_when_the_step_is_marked_as_done() -> None:
    assert (
        differences("""
acts:
  - when: {does: {step: beslut, outcome: gor}}
  - when: {does: {step: arbete, answers: {gjort: Allt, tim: 9}}}
  - when: {does: {step: arbete, press: done}}
    then: {open: {prov: chef}, told: {chef: step}}
""")
        == []
    )


def test_reminders_come_in_their_time_and_go_up_when_it_is_overdue() -> None:
    assert (
        differences("""
acts:
  - {when: {clock: 2026-09-09T07:59}, then: {told: {}}}
  - {when: {clock: 2026-09-09T08:00}, then: {told: {skotare: reminder}}}
  - {when: {clock: 2026-09-10T08:00+02:00}, then: {told: {skotare: overdue, agare: overdue}}}
  - {when: {clock: 30 days}, then: {told: {}}}
""")
        == []
    )


def test_time_that_passes_at_once_brings_every_reminder_of_it() -> None:
    assert differences("acts: [{when: {clock: 7 days}, then: {told: {skotare: [reminder, overdue], agare: overdue}}}]") == []


def test_whoever_is_named_by_a_route_never_gets_in() -> None:
    assert (
        differences(
            """
then: {mailbox: chef, excluded: [skotare]}
acts:
  - when: {does: {step: beslut, by: skotare, outcome: gor}}
    then: {refused: not-yours}
  - when: {does: {step: beslut, by: chef, outcome: gor}}
    then: {open: {arbete: chef}}
""",
            given="{example: ett annat fel}",
        )
        == []
    )


def test_what_waits_for_someone_who_is_shut_out_goes_to_the_next_one() -> None:
    assert differences("""
acts:
  - when: {shuts_out: skotare}
    then: {mailbox: chef, open: {beslut: chef}, excluded: [skotare@kontor], told: {chef: new}}
  - when: {does: {step: beslut, by: skotare, outcome: gor}}
    then: {refused: not-yours}
  - when: {does: {step: beslut, by: receiver, outcome: gor}}
    then: {open: {arbete: chef}}
""") == ['{"chef": ["step"]}']


def test_a_report_waits_until_its_cases_are_started_by_hand() -> None:
    assert (
        differences(
            """
then: {cases: 0, mailbox: skotare, told: {agare: notice, skotare: new, chef: copy}, open: {}, closed: false}
acts:
  - {when: {does: {step: beslut, outcome: gor}}, then: {refused: no-such-case}}
  - {when: {starts: true}, then: {cases: 1, open: {beslut: skotare}, facts: {cases: 1, incidents: 1}}}
  - {when: {starts: true}, then: {refused: no-such-report}}
""",
            template=BY_HAND,
        )
        == []
    )


def test_another_report_is_joined_to_the_case_with_those_whom_it_shuts_out() -> None:
    assert (
        differences(
            """
acts:
  - when: {starts: true}
  - when: {reports: {example: ett annat fel}}
    then: {cases: 1, mailbox: chef, excluded: [skotare], open: {beslut: chef}, facts: {submissions: 2, cases: 1}}
""",
            template=BY_HAND,
        )
        == []
    )


def test_where_cases_start_by_themselves_another_report_has_its_own() -> None:
    assert (
        differences("""
acts:
  - {when: {reports: {example: ett annat fel}}, then: {cases: 2, mailbox: skotare}}
  - {case: 2, when: {clock: 1 minute}, then: {mailbox: chef}}
""")
        == []
    )


def test_a_scenario_may_play_in_an_organisation_of_its_own() -> None:
    assert (
        differences(
            "then: {mailbox: skotare@kontor, told: {agare: notice, skotare: step}}", given="{example: ett fel, organisation: other.yaml}"
        )
        == []
    )


def test_what_differs_is_said_as_an_author_writes_it() -> None:
    assert differences("then: {told: {}, open: {}, mailbox: agare}") == [
        '{"chef": ["copy"], "agare": ["notice"], "skotare": ["step"]}',
        '{"beslut": "skotare"}',
        '"skotare"',
    ]


def test_the_answers_of_an_example_can_be_changed() -> None:
    assert differences("then: {mailbox: chef}", given="{example: ett fel, answers: {vad: b}}") == []


def test_a_member_that_an_answer_picks_does_the_step_or_is_shut_out() -> None:
    assert (
        differences(
            """
acts:
  - when: {does: {step: beslut, outcome: gor, answers: {vem: agare, inte: chef}}}
    then: {open: {arbete: agare}, excluded: [chef], told: {agare: step}}
  - when: {does: {step: arbete, by: chef, answers: {gjort: Allt, tim: 1}}}
    then: {refused: not-yours}
  - when: {does: {step: arbete, by: agare, answers: {gjort: Allt, tim: 1}}}
    then: {open: {arbete: agare}}
""",
            template=NAMING,
        )
        == []
    )


def test_an_answer_that_names_nobody_is_refused() -> None:
    assert (
        differences(
            "acts: [{when: {does: {step: beslut, outcome: gor, answers: {vem: ingen}}}, then: {refused: not-a-member}}]", template=NAMING
        )
        == []
    )


OPENING = load(SMALL.source.replace("workflow:\n", "workflow:\n  mer: {kind: open_case, title: Mer, template: annat, optional: true}\n", 1))


def test_a_step_is_added_and_opens_a_case_of_another_template_which_is_not_played() -> None:
    assert (
        differences(
            """
acts:
  - when: {adds: mer}
    then: {open: {beslut: skotare, mer: skotare}, told: {}}
  - when: {does: {step: mer}}
    then: {opens: annat, cases: 1, open: {beslut: skotare}}
  - when: {adds: mer}
    then: {refused: cannot-be-added}
""",
            template=OPENING,
        )
        == []
    )
