"""Changes in words: one sentence each, in Swedish and in English."""

import re

import pytest

from engine.difference.compare import difference
from engine.difference.words import ChangesInWords
from engine.template.load import load
from engine.texts import engine_texts
from tests.engine.difference.edits import BASE, EDITS, Edit, edited
from tests.engine.written import form, loaded


def sentences(old: str, new: str, language: str = "sv") -> list[str]:
    """What is said of an edit of the base."""
    assert BASE.count(old) == 1
    before, after = load(BASE), load(BASE.replace(old, new))
    words = ChangesInWords(before, after, language)
    return [words.sentence(change) for change in difference(before, after)]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.sentence)
def test_a_change_is_said_in_a_sentence(edit: Edit) -> None:
    before, after = load(BASE), edited([edit])
    (change,) = difference(before, after)
    assert ChangesInWords(before, after).sentence(change) == edit.sentence


def test_a_change_is_said_in_english() -> None:
    assert sentences("roof: Taket", "cellar: Källaren, roof: Taket", "en") == ["The question “Var är den?” has got the answer “Källaren”"]


def test_a_move_says_from_where_and_to_where() -> None:
    line = "        since: {type: date, label: Sedan när?, optional: true}\n"
    after = load(BASE.replace(line, "").replace("        said:", f"{line}        said:"))
    (change,) = difference(load(BASE), after)
    words = ChangesInWords(load(BASE), after)
    assert words.sentence(change) == "Frågan ”Sedan när?” har flyttats från sidan ”Var?” till sidan ”Vad?”"


def test_a_new_condition_and_one_that_has_gone_are_said() -> None:
    assert sentences("label: Namn}", "label: Namn, show_if: {urgent: true}}") == [
        "Frågan ”Namn” visas nu bara när svaret på ”Är det bråttom?” är Ja"
    ]
    assert sentences(", show_if: {urgent: true}", "") == ["Frågan ”Varför?” visas nu alltid"]


def test_of_many_things_that_came_along_some_are_named() -> None:
    asked = ", ".join(f"x{number}: {{type: text, label: X{number}}}" for number in range(7))
    assert sentences("    people:\n", f"    seen: {{title: S, questions: {{{asked}}}}}\n    people:\n") == [
        "Sidan ”S” är ny, med ”X0”, ”X1”, ”X2”, ”X3” och 3 till"
    ]


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (
            ("due: {days: 5}", "due: {days: 0, calendar: working, latest: 2 weeks}"),
            "tidsgränsen, från 5 dagar till 0 dagar, i kalendern working, senast efter 2 veckor",
        ),
        (
            ("due: {days: 5}", "due: {days: 5}\n    escalate: [{after: 1 day, to: chief}]"),
            "vem som får veta när tiden har gått ut, nu ”Chef” 1 dag efter tidsgränsen",
        ),
        (("count: people, rows: age", "count: submissions, rows: age"), "det som räknas, från ”Vilka såg det?” till anmälningar"),
        (("rows: age}", "rows: age, schedule: {every: month, to: chief}}"), "utskicket, nu varje månad, ”Chef”"),
        (
            ("rows: age}", 'rows: age, schedule: {every: terms, to: [chief, keeper], weekday: 5, at: "14:30"}}'),
            "utskicket, nu efter varje period i ”terms”, ”Chef” och ”Skötare”, på en fredag, klockan 14.30",
        ),
        (("functions:\n", "cases: {one_per: people}\nfunctions:\n"), "vad det blir ett ärende per, nu ”Vilka såg det?”"),
        (
            ("functions:\n", "cases: {start: by_hand}\nfunctions:\n"),
            "hur ärenden startar, från när anmälan kommer in till när någon i brevlådan startar dem",
        ),
        (
            ("keeper: Skötare", "keeper: {label: Skötare, held_by: organisation}"),
            "vem som håller funktionen, från enheten till organisationen",
        ),
        (("go: works}", "go: close}"), "vart det leder, från ”Arbeten” till ”Avslut”"),
        (("roof: Taket", "roof: {label: Taket, until: 2026-12-31}"), "sista dagen, nu 2026-12-31"),
    ],
)
def test_values_are_said_as_people_say_them(edit: tuple[str, str], said: str) -> None:
    (sentence,) = sentences(*edit)
    assert sentence.partition(" har ändrats: ")[2] == said


SCALE = "type: scale, from: 1, to: 5"
GRID = "type: grid, rows: {day: Dag, night: Natt}, options: {a: A}"


@pytest.mark.parametrize(
    ("written", "edit", "said"),
    [
        (SCALE, ("to: 5", "to: 7"), "”to”, från 5 till 7"),
        (SCALE, ("to: 5", "to: 5, to_label: Mycket bra"), "”to_label”, nu ”Mycket bra”"),
        (SCALE, ("to: 5", "to: 5, to_label: {sv: Bra, en: Good}"), "”to_label”, nu ”Bra”"),
        (GRID, ("night: Natt", "night: Natten"), "”rows”"),
        ("type: yes_no", ("yes_no", "yes_no, unknown: true"), "”unknown”, nu ja"),
    ],
)
def test_a_key_that_only_one_type_knows_is_called_by_its_name(written: str, edit: tuple[str, str], said: str) -> None:
    old = f"languages: [sv, en]\n{form(f'x: {{{written}, label: X}}')}"
    before, after = loaded(old), loaded(old.replace(*edit))
    (change,) = difference(before, after)
    assert ChangesInWords(before, after).sentence(change) == f"Frågan ”X” har ändrats: {said}"


def test_a_long_text_is_cut() -> None:
    (said,) = sentences("purpose: Berätta om lampan.", f"purpose: {'a' * 500}")
    assert f"{'a' * 79}…”" in said


def test_every_way_to_change_has_the_same_sentences_in_both_languages() -> None:
    def codes(language: str) -> set[str]:
        return {code for code in engine_texts().codes(language) if code.startswith("difference.")}

    assert codes("sv") - codes("en") == {"difference.added.step", "difference.added.document"}
    assert codes("en") <= codes("sv")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_sentence_shows_how_it_was_made(language: str) -> None:
    before, after = load(BASE), edited(EDITS)
    for old, new in ((before, after), (after, before)):
        words = ChangesInWords(old, new, language)
        said = [words.sentence(change) for change in difference(old, new)]
        assert [sentence for sentence in said if re.search(r"None|True|False|[{}()]|””|“”", sentence)] == []


def test_new_marks_of_cases_are_said() -> None:
    marks = "cases: {flags: {bad: {label: Illa, when: {urgent: true}}}}\n"
    assert sentences("functions:\n  keeper", f"{marks}functions:\n  keeper") == ["Mallen har ändrats: vad ärenden märks med"]


def test_documents_and_what_a_register_says_are_compared() -> None:
    long = "Hej. " * 40
    one = f"documents: {{brev: {{title: Brev, text: '{long}'}}}}\nregister: {{title: Fel}}\nreports:"
    other = (
        one.replace("Hej. Hej.", "Hej. Du.", 1)
        .replace("title: Fel", "title: Ett fel")
        .replace("title: Brev, ", "title: Brev, for: people, ")
    )

    def said(old: str, new: str) -> list[str]:
        before, after = (load(BASE.replace("reports:", text)) for text in (old, new))
        return [ChangesInWords(before, after).sentence(change) for change in difference(before, after)]

    assert said("reports:", one) == ["Mallen har ändrats: rubriken i ett diarium, nu ”Fel”", "Dokumentet ”Brev” är nytt"]
    told = said(one, other)
    assert any(line.startswith("Dokumentet ”Brev” har ändrats: texten") for line in told)
    assert any(line.startswith("Dokumentet ”Brev” har ändrats: vem det är till, nu") for line in told)
    assert "Mallen har ändrats: rubriken i ett diarium, från ”Fel” till ”Ett fel”" in told


def test_compilations_are_compared() -> None:
    one = "compilations: {plan: {title: Plan, sections: {a: {title: A, ask: Hur?}}}}\nreports:"
    other = one.replace("ask: Hur?", "ask: Varför?").replace("title: Plan,", "title: Plan, of: organisation,")

    def said(old: str, new: str) -> list[str]:
        before, after = (load(BASE.replace("reports:", text)) for text in (old, new))
        return [ChangesInWords(before, after).sentence(change) for change in difference(before, after)]

    assert said("reports:", one) == ["Sammanställningen ”Plan” är ny"]
    told = said(one, other)
    assert any(line.startswith("Sammanställningen ”Plan” har ändrats: vad den gäller") for line in told)
    assert any(line.startswith("Sammanställningen ”Plan” har ändrats: frågorna till den som skriver") for line in told)
    assert len(told) == 2
