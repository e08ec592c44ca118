"""The rules of facts: what is counted once, and which values it carries."""

from datetime import date

from engine.statistics.facts import Counter, Fact
from engine.template.load import load
from tests.engine.statistics import counted

TEMPLATE = counted.template()
DAY = date(2026, 9, 7)
COUNTER = Counter(TEMPLATE, "north", DAY)
STEP_ROWS = counted.TEMPLATE.replace(
    "      by: {type: choice, label: Vem lagade?, options: {own: Egen personal, hired: Inhyrd}, statistics: true}\n",
    """      by: {type: choice, label: Vem lagade?, options: {own: Egen personal, hired: Inhyrd}, statistics: true}
      part:
        type: group
        label: Delar
        repeat: {min: 0, max: 3, item: Del}
        questions:
          sort: {type: choice, label: Sort, options: {pipe: Rör, tap: Kran}, statistics: true}
          secret: {type: text, label: Anteckning, personal: true}
""",
)


def of(grain: str, facts: tuple[Fact, ...]) -> list[Fact]:
    """The facts of one grain."""
    return [fact for fact in facts if fact.grain == grain]


def test_a_report_is_one_fact_and_one_for_each_row() -> None:
    made = COUNTER.submission({"area": "north", "who": [{"age": "old"}, {}]})
    assert [fact.grain for fact in made] == ["submissions", "who", "who"]


def test_a_report_carries_the_values_of_its_rows_each_once() -> None:
    made = COUNTER.submission({"room": "loo", "who": [{"age": "old"}, {"age": "old"}, {"age": "young"}]})
    assert of("submissions", made)[0].single == {"room": "bath"}
    assert of("submissions", made)[0].several == {"age": ("old", "young")}


def test_a_row_carries_its_reports_single_values_but_no_others() -> None:
    made = COUNTER.submission({"room": "bath", "kinds": ["water"], "who": [{"age": "old", "needs": ["lift"]}]})
    assert of("who", made) == [Fact("who", DAY, "north", {"room": "bath", "age": "old"}, {"needs": ("lift",)})]


def test_an_incident_carries_what_its_first_report_does() -> None:
    answers = {"room": "bath", "kinds": ["water", "heat"], "illness": "ja"}
    assert COUNTER.incident(answers) == (Fact("incidents", DAY, "north", {"room": "bath"}, {"kinds": ("water", "heat")}),)


def test_a_sensitive_answer_is_a_fact_of_its_own_with_nothing_beside_it() -> None:
    made = COUNTER.submission({"room": "bath", "illness": "ja"})
    alone = Fact("submissions/illness", date(2026, 9, 1), "north", several={"illness": ("ja",)}, sensitive=True)
    assert made == (Fact("submissions", DAY, "north", {"room": "bath"}), alone)


def test_a_case_carries_its_reports_values_and_its_own_rows() -> None:
    per_row = Counter(load(counted.TEMPLATE.replace("start: on_submit", "start: on_submit, one_per: who")), "north", DAY)
    (fact,) = per_row.case({"room": "bath", "who": [{"age": "old"}, {"age": "young"}]}, {"age": "young"})
    assert (fact.grain, fact.single) == ("cases", {"room": "bath", "age": "young"})


def test_a_round_carries_its_answers_and_what_its_case_does() -> None:
    (fact,) = COUNTER.round("repair", {"by": "own"}, {"room": "bath"}, None)
    assert (fact.grain, fact.single) == ("repair", {"room": "bath", "repair.by": "own"})


def test_a_rounds_own_rows_are_counted_and_no_text_is() -> None:
    made = Counter(load(STEP_ROWS), "north", DAY).round("repair", {"by": "own", "part": [{"sort": "tap", "secret": "Ada"}]}, {}, None)
    assert [fact.grain for fact in made] == ["repair", "repair.part"]
    assert made[0].several == {"repair.sort": ("tap",)}
    assert made[1].single == {"repair.by": "own", "repair.sort": "tap"}


def test_an_outcome_is_counted_where_the_step_says_so() -> None:
    (fact,) = COUNTER.round("verdict", {"outcome": "drop"}, {}, None)
    assert fact.single == {"verdict.outcome": "drop"}


def test_what_was_not_answered_is_not_there() -> None:
    assert COUNTER.submission({}) == (Fact("submissions", DAY, "north"),)
