"""A template's form goes out as a workbook that others read, and comes back as it was; what is not in it is told."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from engine.exchange import formats
from engine.exchange.taking_in import as_new
from engine.exchange.xlsform.writing import workbook_of
from engine.fields import Form
from engine.library import BEGINNING, from_library
from engine.template.load import load
from engine.template.model import FormTemplate
from tests.site import READY_MADE

HEAD = "template: prov\ntitle: Prov\nlanguages: [sv, en]\n"
TAIL = "functions: {a: {label: A, held_by: organisation}}\nrouting: [{to: a}]\n"
WHOLE = """
form:
  pages:
    om:
      title: {sv: Om det, en: About it}
      hint: Allt räknas.
      questions:
        vad: {type: choice, label: {sv: Vad?, en: What?}, options: {a: {label: {sv: A, en: Aa}}, "2": B}, preset: a}
        nar: {type: date, label: När?, min: 2020-01-01, max: today, preset: today}
        tid: {type: time, label: Tid?, min: "08:00", max: "16:00"}
        antal: {type: number, label: Antal?, min: 0, max: 9, optional: true, show_if: {vad: ["2", a], nar: {before: today}}}
        vikt: {type: number, label: Vikt?, decimals: 6, min: 0.5}
        pengar: {type: money, label: Kostnad?, min: 150, max: 100000}
        grad: {type: scale, label: Grad?, from: 1, to: 5}
        skadad: {type: yes_no, label: Skadad?, unknown: true, show_if: {pengar: {at_least: 200}}}
        flera:
          type: choices
          label: Vilka?
          options: {a: A, b: {label: B, when: {skadad: true}}, ingen: Ingen}
          max: 2
          none: ingen
        kod: {type: text, label: Kod, pattern: "[A-Z]{2}", pattern_message: Två bokstäver, max_length: 20, min_length: 2}
        mer: {type: long_text, label: Mer?, rows: 8, missing: Skriv något, show_if: {not: {skadad: [true, unknown]}}}
        epost: {type: email, label: E-post, optional: true}
        adress: {type: address, label: Adress, optional: true}
        lovar: {type: consent, label: Lovar du?, text: Jag lovar, optional: true}
        las: {type: info, label: Läs, text: "Det här.\\n\\nOch det här.", show_if: {lovar: true}}
        bilder: {type: file, label: Bilder, accept: [image], max_files: 5, max_size: 4, optional: true}
        intyg: {type: file, label: Intyg, accept: [pdf, document], show_if: {bilder: {answered: true}}}
        annat: {type: file, label: Annat}
        kanal: {type: constant, label: Kanal, value: affisch}
    rader:
      title: Vilka?
      repeat: {min: 1, max: 5, item: Vilka?}
      show_if: {flera: {includes: [a, b]}}
      questions:
        namn: {type: person, label: Namn, optional: true}
        roll: {type: choice, label: Roll, options: {x: X, y: Y}, show_if: {namn: {answered: true}}}
        saker:
          type: group
          label: Saker
          repeat: {min: 2, max: 2, item: Saker}
          questions:
            sak: {type: text, label: Sak}
    slut:
      title: Slut
      questions:
        x_var_med: {type: text, label: X?, show_if: {roll: {includes: x}}, optional: true}
        manga: {type: text, label: Många?, show_if: {rader: {count: {at_least: 2}}}, optional: true}
        summa: {type: computed, label: Summa, sum: [antal, vikt]}
        hur_manga: {type: computed, label: Hur många, count: rader}
        dagar: {type: computed, label: Dagar, age: nar}
"""


def there_and_back(template: FormTemplate) -> FormTemplate:
    """What is read of the workbook that is written."""
    written = formats()["xlsform"].write(template)
    found = formats()["xlsform"].read(written.raw)
    assert [remark for remark in found.remarks if remark.lost] == []
    return load(as_new(found, template.name, BEGINNING.read_text(encoding="utf-8")))


def asked(form: Form) -> list[Any]:
    """What a form asks: pages, questions, options, conditions and texts; not the keys that no workbook holds."""
    pages = [(page.id, page.title, page.hint, page.show_if) for page in form.pages]
    kept = (
        "min",
        "max",
        "decimals",
        "pattern",
        "max_length",
        "min_length",
        "rows",
        "none",
        "unknown",
        "text",
        "value",
        "from",
        "to",
        "sum",
        "count",
        "age",
        "accept",
        "max_files",
        "max_size",
    )
    return [
        *pages,
        *(
            (
                question.id,
                question.type.name,
                question.label,
                question.missing,
                question.optional,
                question.show_if,
                question.preset,
                {key: question.keys[key] for key in kept if key in question.keys},
                question.repeat and (question.repeat.least, question.repeat.most),
                [(option.key, option.label, option.when) for option in question.options],
            )
            for question in form.every()
        ),
    ]


def cells(raw: bytes, sheet: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet."""
    return list(load_workbook(io.BytesIO(raw))[sheet].iter_rows(values_only=True))


def test_every_type_and_condition_that_has_a_column_comes_back_as_it_was() -> None:
    template = load(HEAD + WHOLE + TAIL)
    assert asked(there_and_back(template).form) == asked(template.form)


def test_nothing_of_that_form_is_lost() -> None:
    made = workbook_of(load(HEAD + WHOLE + TAIL))
    assert [remark for remark in made.remarks if remark.lost] == []
    assert {remark.code for remark in made.remarks} == {"only-forms", "type-as-text", "rows-not-bounded", "file-not-bounded"}


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_a_ready_made_form_comes_back_as_it_was_but_for_what_was_lost(path: Path) -> None:
    template = load(path.read_bytes(), from_library)
    lost = {part for remark in workbook_of(template).remarks if remark.lost for part in remark.place.split("/")}

    def kept(form: Form) -> list[Any]:
        return [one for one in asked(form) if one[0] not in lost or len(one) == 4]

    without_missing = [one if len(one) == 4 or one[1] != "group" else (*one[:3], None, *one[4:]) for one in kept(template.form)]
    assert kept(there_and_back(template).form) == without_missing


@pytest.mark.parametrize(
    ("question", "place", "code"),
    [
        ("{type: unit, label: Q}", "", "type-as-text"),
        ("{type: text, label: Q, show_if: {organisation.kind: x}}", "/show_if", "relevant-not-written"),
        ("{type: text, label: Q, wording: [{when: {organisation.kind: x}, label: R}]}", "/wording", "wording-not-written"),
        ("{type: choice, label: Q, options: {a: {label: A, until: 2027-01-01}}}", "/options/a", "option-dates"),
        ("{type: choice, label: Q, options: {a: {label: A, hint: H}}}", "/options/a", "option-hint"),
        ("{type: choice, label: Q, options: {a: {label: A, when: {organisation.kind: x}}}}", "/options/a/when", "option-when-not-written"),
        ("{type: scale, label: Q, from: 1, to: 5, to_label: Mest}", "/to_label", "scale-ends"),
        ('{type: text, label: Q, pattern: "[\'\\"]"}', "/pattern", "pattern-not-written"),
        ('{type: constant, label: Q, value: "\'\\""}', "/value", "constant-not-written"),
    ],
)
def test_what_a_workbook_can_not_hold_is_lost_with_a_pointer(question: str, place: str, code: str) -> None:
    template = load(f"{HEAD}form: {{pages: {{p: {{title: P, questions: {{q: {question}, r: {{type: text, label: R}}}}}}}}}}\n{TAIL}")
    made = workbook_of(template)
    assert [(remark.place, remark.code) for remark in made.remarks if remark.lost] == [(f"/form/pages/p/questions/q{place}", code)]
    assert all(remark.in_words() for remark in made.remarks)


def test_a_grid_and_a_range_of_days_become_several_questions() -> None:
    grid = "g: {type: grid, label: G, rows: {x: X, y: Y}, options: {a: A, b: B}}"
    days = "d: {type: date_range, label: D, min: 2026-01-01}"
    template = load(f"{HEAD}form: {{pages: {{p: {{title: P, questions: {{{grid}, {days}}}}}}}}}\n{TAIL}")
    written = formats()["xlsform"].write(template)
    found = formats()["xlsform"].read(written.raw)
    made = found.sections["form"]["pages"]["p"]["questions"]
    assert {id: question["type"] for id, question in made.items()} == {
        **{"g": "info", "g_x": "choice", "g_y": "choice"},
        **{"d_from": "date", "d_to": "date"},
    }
    assert [(remark.code, remark.place) for remark in found.remarks if remark.lost] == [("constraint-not-said", "survey:8:constraint")]


def test_a_question_for_files_is_a_picture_or_a_file_for_others() -> None:
    some = "a: {type: file, label: A, accept: [image]}, b: {type: file, label: B, accept: [pdf, image], max_files: 2}"
    made = workbook_of(load(f"{HEAD}form: {{pages: {{p: {{title: P, questions: {{{some}, c: {{type: file, label: C}}}}}}}}}}\n{TAIL}"))
    head, *rows = cells(made.raw, "survey")
    own = head.index("mallverk")
    assert [(row[0], row[own]) for row in rows if row[1] in ("a", "b", "c")] == [
        ("image", "file accept=image"),
        ("file", "file accept=pdf,image max_files=2"),
        ("file", "file"),
    ]


def test_a_condition_on_how_many_files_there_are_is_lost() -> None:
    asked = "a: {type: file, label: A}, b: {type: text, label: B, show_if: {a: {count: {at_least: 2}}}}"
    made = workbook_of(load(f"{HEAD}form: {{pages: {{p: {{title: P, questions: {{{asked}}}}}}}}}\n{TAIL}"))
    assert [(remark.place, remark.code) for remark in made.remarks if remark.lost] == [
        ("/form/pages/p/questions/b/show_if", "relevant-not-written")
    ]


def test_no_cell_becomes_a_formula() -> None:
    payloads = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /c calc'!A1", "\uff1d1"]
    questions = ", ".join(f"q{number}: {{type: text, label: {json.dumps(text)}}}" for number, text in enumerate(payloads))
    made = workbook_of(load(f"{HEAD.replace('Prov', '=1+1')}form: {{pages: {{p: {{title: '=A1', questions: {{{questions}}}}}}}}}\n{TAIL}"))
    book = load_workbook(io.BytesIO(made.raw))
    written = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in written} == {"s"}
    assert all(cell.quotePrefix for cell in written if cell.value.startswith(("=", "+", "-", "@")))
    assert cells(made.raw, "settings")[1][0] == "=1+1"


def test_a_form_that_is_a_schema_goes_out_without_the_rules_of_the_schema() -> None:
    template = load(f"{HEAD}form: {{schema: {{required: [a], properties: {{a: {{type: string}}, b: {{enum: [x, y]}}}}}}}}\n{TAIL}")
    made = workbook_of(template)
    assert ("/form/schema", "schema-not-written") in [(remark.place, remark.code) for remark in made.remarks if remark.lost]
    assert [row[:2] for row in cells(made.raw, "survey")][2:4] == [("text", "a"), ("select_one b", "b")]


def test_the_languages_are_named_as_the_standard_wants() -> None:
    made = workbook_of(load(HEAD + WHOLE + TAIL))
    assert {"label::Svenska (sv)", "label::English (en)"} <= set(cells(made.raw, "survey")[0])
    assert cells(made.raw, "settings") == [("form_title", "form_id", "default_language"), ("Prov", "prov", "Svenska (sv)")]
