"""`mallverk explain`: a template in words, with every condition as a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.engine.commands.terminal import run, written
from tests.engine.small import SMALL
from tests.engine.written import form, template
from tests.site import READY_MADE


def lines(folder: Path, text: str) -> list[str]:
    """The lines that are printed, without their indents."""
    result = run("explain", written(folder, "t.yaml", text))
    assert result.exit_code == 0, result.output
    return [line.strip() for line in result.output.splitlines()]


@pytest.mark.parametrize(
    "line",
    [
        "Incidentrapport",
        "I vilken app eller på vilken sida? · frivillig · när svaret på ”Var hände det?” är Digitalt",
        "Vem blev utsatt? · fylls i 1–10 gånger",
        "Verksamhetschef · när något av svaren på ”Vem?” är Rektor eller skolledning · aldrig Rektor",
        "Rektor · annars",
        "Ett ärende startar när anmälan kommer in.",
        "Det blir ett ärende per svar under ”Vem blev utsatt?”.",
        "Huvudmannen underrättas · till Huvudman · innan något beslut",
        "Ställningstagande · görs av den som fick anmälan · inom 2 dagar, i kalendern school, senast efter 14 dagar",
        "Beslut om vidare utredning: vidare till Utredning, Utredare får veta det",
        "Utredningen avslutas: vidare till Avslut",
        "Samtal · görs av Utredare · inom 10 dagar, i kalendern school",
        "Var händer det, och vem gör det? · mejlas varje månad, till Huvudman",
    ],
)
def test_the_whole_small_one_is_told(tmp_path: Path, line: str) -> None:
    assert line in lines(tmp_path, SMALL)


def test_a_template_that_is_started_by_hand_says_so(tmp_path: Path) -> None:
    assert "Den som läser brevlådan avgör vad som blir ett ärende." in lines(tmp_path, template("cases: {start: by_hand}"))


def test_what_cases_are_marked_with_is_told_with_its_condition(tmp_path: Path) -> None:
    flagged = SMALL.replace(
        "one_per: utsatt}", "one_per: utsatt, flags: {vuxen: {label: Vuxen, when: {utovare_vem: {includes: personal}}}}}"
    )
    assert "Ärendet märks ”Vuxen” när något av svaren på ”Vem?” är Någon i personalen." in lines(tmp_path, flagged)


def test_a_deadline_of_no_days_is_the_same_day(tmp_path: Path) -> None:
    text = template(
        "workflow: {look: {kind: form, title: Look, due: {days: 0, calendar: school}, questions: {it: {type: text, label: It}}}}"
    )
    assert "Look · görs av den som fick anmälan · samma dag, i kalendern school" in lines(tmp_path, text)


def test_reminders_and_those_above_are_told(tmp_path: Path) -> None:
    step = "kind: decision, title: Look, outcomes: {a: A}, due: {days: 2}"
    more = "remind: {before: [2 days, 1 day], after: [3 days]}, escalate: [{after: 1 day, to: boss}]"
    told = "påminnelse 2 dagar, 1 dag före · påminnelse 3 dagar efter · Boss får veta det 1 dag efter tidsgränsen"
    text = template(f"workflow: {{look: {{{step}, {more}}}, again: {{{step}, escalate: boss}}}}")
    line = "Look · görs av den som fick anmälan · inom 2 dagar"
    assert {f"{line} · {told}", f"{line} · Boss får veta om det blir försenat"} <= set(lines(tmp_path, text))


PLAN = """
forms: {talk: {title: Talk, questions: {who: {type: text, label: With whom}}}}
workflow:
  plan: {kind: measures, title: Plan, types: {floor: New floor, light: Light}, aimed_at: {room: The room}}
  rest: {kind: wait, title: Rest, until: {from: plan.follow_up, latest: 30 days}}
  pause: {kind: wait, title: Pause, until: {days: 5, joined: true}}
  alone: {kind: wait, title: Alone, until: {joined: true}}
  after:
    kind: follow_up
    title: After
    due: {from: plan.follow_up}
    outcomes: {ended: It helped, no: {label: It did not, go: plan}}
  both:
    kind: group
    title: Both
    join: any
    steps:
      one: {kind: form, form: talk, repeat: true, named_by: who}
      two: {kind: form, form: talk, title: Two}
  extra: {kind: form, form: talk, title: Extra, optional: true}
  again: {kind: form, form: talk, title: Again, optional: true, repeat: true}
"""
GOT, ENDED = "görs av den som fick anmälan", "kan avslutas av den som fick anmälan"


@pytest.mark.parametrize(
    "line",
    [
        "Åtgärder: New floor, Light",
        "Riktade mot: The room",
        f"Rest · {ENDED} · väntar till dagen i svaret på ”Följs upp” i steget ”Plan”, senast efter 30 dagar",
        f"Pause · {ENDED} · väntar i 5 dagar, eller väntar tills en anmälan till kopplas till ärendet",
        f"Alone · {ENDED} · väntar tills en anmälan till kopplas till ärendet",
        f"After · {GOT} · senast dagen i svaret på ”Följs upp” i steget ”Plan”",
        "It did not: vidare till Plan",
        "Both · klart när ett av stegen är klart",
        f"Talk · {GOT} · varje omgång får sitt namn av svaret på ”With whom”",
        f"Extra · {GOT} · läggs till av den som arbetar med ärendet",
        f"Again · {GOT} · läggs till av den som arbetar med ärendet, så ofta det behövs",
    ],
)
def test_plans_rests_follow_ups_and_what_people_add_are_told(tmp_path: Path, line: str) -> None:
    assert line in lines(tmp_path, template(PLAN))


def test_what_nobody_fills_in_is_told_to_fill_itself_in(tmp_path: Path) -> None:
    text = template("form: {questions: {way: {type: constant, label: Way, value: a}, note: {type: info, label: Note}}}")
    assert {"Way · fylls i av sig självt", "Note"} <= set(lines(tmp_path, text))


def test_a_question_of_a_block_says_so(tmp_path: Path) -> None:
    block = "blocks: {person: {parameters: {who: null}, questions: {kin: {type: text, label: Who is ((who))?}}}}"
    said = lines(tmp_path, template(block, form("one: {use: person, with: {who: A}, optional: true}")))
    assert "Who is A? · frivillig · ur blocket ”person”, som ”one”" in said


def test_one_receiver_is_told_without_a_condition(tmp_path: Path) -> None:
    assert "Desk" in lines(tmp_path, template())


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_every_template_of_the_library_can_be_told_with_no_code_left_in_it(path: Path) -> None:
    said = run("explain", path).output
    assert "när " in said
    assert "{" not in said


def test_a_template_with_faults_is_not_told(tmp_path: Path) -> None:
    assert run("explain", written(tmp_path, "t.yaml", "a: 1")).exit_code == 1


def test_other_words_and_options_of_a_situation_or_a_time_are_told(tmp_path: Path) -> None:
    asked = """
    unit: {type: unit, label: Where}
    what:
      type: choice
      label: What
      wording: [{when: {unit.kind: hall}, label: Which, hint: Any}]
      options: {a: A, b: {label: B, from: 2028-07-01}, c: {label: C, until: 2028-06-30, when: {unit.kind: hall}}}
    """
    assert {
        "heter ”Which”, ledtexten är ”Any” · när slaget av enhet i svaret på ”Where” är hall",
        "alternativet ”B” · från och med 1 juli 2028",
        "alternativet ”C” · när slaget av enhet i svaret på ”Where” är hall · till och med 30 juni 2028",
    } <= set(lines(tmp_path, template(form(asked))))


def test_where_something_came_from_is_told(tmp_path: Path) -> None:
    written(tmp_path, "ground.yaml", SMALL)
    written(tmp_path, "lists.yaml", "lists: {hall: {a: A}}\nblocks: {who: {questions: {a: {type: text, label: Vem där?}}}}")
    more = "form: {pages: {var: {questions: {plats: {}, mer: {type: text, label: Mer?}, den: {use: who}}}}}"
    found = lines(tmp_path, f"template: mine\nextends: ground\nshared: [lists]\n{more}\n")
    assert {
        "Var hände det? · från ground.yaml",
        "Mer?",
        "Vem där? · ur blocket ”who”, som ”den” · från lists.yaml",
        "Rektor · annars · från ground.yaml",
        "ground.yaml · listan ”plats” · listan ”arskurs” · listan ”vem”",
        "lists.yaml · listan ”hall” · blocket ”who”",
    } <= set(found)


@pytest.mark.parametrize("kind", ["number", "integer", "boolean", "array", "object"])
@pytest.mark.parametrize("value", ["x", 1.5, True, [1], {"a": 1}])
def test_a_condition_of_a_schema_may_compare_an_answer_with_what_it_can_not_be(tmp_path: Path, kind: str, value: Any) -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": kind, "title": "A", "properties": {"b": {"type": "string"}}, "items": {"enum": ["q"]}}},
        "if": {"properties": {"a": {"const": value}}},
        "then": {"properties": {"c": {"type": "string", "title": "C"}}},
    }
    result = run("explain", written(tmp_path, "t.yaml", template(f"form: {{schema: {json.dumps(schema)}}}")))
    assert (result.exit_code, result.exception) == (0, None)


def test_a_template_is_told_in_english_too(tmp_path: Path) -> None:
    path = written(tmp_path, "t.yaml", SMALL)
    said = run("explain", path, "--language", "en").output
    assert "whoever got the report" in said
    assert "when one of the answers to “Vem?” is Rektor" in said
    assert not {"när", "får", "görs", "innan", "svaret"} & set(said.replace("·", " ").split())
    assert run("explain", path, "--language", "xx").exit_code == 2


def test_the_steps_are_drawn_into_a_file(tmp_path: Path) -> None:
    path, drawn = written(tmp_path, "t.yaml", SMALL), tmp_path / "t.svg"
    assert (run("explain", path, "--picture", drawn).output, run("explain", path, "--picture", "-").output) == (
        "",
        drawn.read_text("utf-8"),
    )
    assert "<title>Incidentrapport: ett ärendes väg, steg för steg</title>" in drawn.read_text("utf-8")


def test_what_is_put_together_of_the_reports_is_told(tmp_path: Path) -> None:
    yearly = "compilations: {plan: {title: Årets plan, sections: {a: {title: A, ask: Varför?}}}}"
    said = run("explain", written(tmp_path, "t.yaml", template(yearly))).output
    assert "Det här sammanställs för ett år eller en annan period:\n  Årets plan" in said
