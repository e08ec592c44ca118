"""`mallverk import` and `mallverk export`: forms come from other formats and go to them, and what is lost is said first."""

import json
from pathlib import Path

import pytest

from engine.library import BEGINNING
from engine.template.source import read
from tests.engine.commands.terminal import run, written
from tests.engine.exchange.xlsform.books import book
from tests.site import READY_MADE


@pytest.mark.parametrize("path", READY_MADE, ids=lambda path: path.stem)
def test_a_template_that_goes_out_as_json_comes_back_as_it_was(path: Path, tmp_path: Path) -> None:
    out, back = tmp_path / "t.json", tmp_path / "t.yaml"
    assert run("export", path, "--format", "json", "--output", out).exit_code == 0
    value = json.loads(out.read_text(encoding="utf-8"))
    assert value == read(path.read_bytes()).value
    assert run("import", out, "--name", value["template"], "--output", back).exit_code == 0
    assert read(back.read_bytes()).value == value


def test_a_template_that_goes_out_as_yaml_is_its_own_text(tmp_path: Path) -> None:
    assert run("export", BEGINNING, "--format", "yaml", "--output", tmp_path / "t").exit_code == 0
    assert (tmp_path / "t").read_bytes() == BEGINNING.read_bytes()


def test_an_imported_form_can_be_the_next_version_of_a_template(tmp_path: Path) -> None:
    other = written(tmp_path, "ny.yaml", "form: {pages: {a: {title: A, questions: {b: {type: text, label: B}}}}}\n")
    made = read(run("import", other, "--onto", BEGINNING).output).value
    assert list(made["form"]["pages"]) == ["a"]
    assert made["template"] == "ny-anmalan"


def test_a_form_in_another_language_than_the_template_is_told_and_has_no_faults(tmp_path: Path) -> None:
    ground = written(tmp_path, "grund.yaml", BEGINNING.read_text(encoding="utf-8").partition("reports:")[0])
    workbook, out = tmp_path / "enkat.xlsx", tmp_path / "t.yaml"
    texts = "| type | name | label::English (en) | label::Deutsch (de) |\n| text | a | Name | Name DE |"
    workbook.write_bytes(book(texts, settings="| default_language |\n| English (en) |"))
    told = run("import", workbook, "--onto", ground, "--output", out)
    assert (told.exit_code, "other-main-language" in told.stderr) == (0, True)
    assert run("check", out).exit_code == 0
    label = {"sv": "Name", "en": "Name", "de": "Name DE"}
    assert [page["questions"]["a"]["label"] for page in read(out.read_bytes()).value["form"]["pages"].values()] == [label]


def test_what_a_workbook_loses_is_said_with_sheet_row_and_column_and_nothing_is_written_before_it_is_agreed_to(tmp_path: Path) -> None:
    book_file, out = tmp_path / "Min enkät.xlsx", tmp_path / "t.yaml"
    book_file.write_bytes(book("| type | name | label |\n| text | namn | Namn |\n| geopoint | plats | Plats |"))
    told = run("import", book_file, "--output", out)
    assert (told.exit_code, out.exists()) == (1, False)
    assert f"{book_file}:survey:3:type: type-not-carried: " in told.stderr
    assert run("import", book_file, "--output", out, "--leave-out").exit_code == 0
    assert read(out.read_bytes()).value["template"] == "min-enkat"


def test_a_template_goes_out_as_a_workbook_and_comes_back_as_the_next_version_of_itself(tmp_path: Path) -> None:
    out, back = tmp_path / "t.xlsx", tmp_path / "t.yaml"
    assert run("export", BEGINNING, "--format", "xlsform", "--leave-out", "--output", out).exit_code == 0
    assert run("import", out, "--onto", BEGINNING, "--output", back).exit_code == 0
    before, after = (read(path.read_bytes()).value for path in (BEGINNING, back))
    assert [list(page["questions"]) for page in after["form"]["pages"].values()] == [["enhet", "typ", "beskrivning"]]
    assert {**after, "form": before["form"]} == before


def test_a_file_of_no_known_format_is_refused_in_words(tmp_path: Path) -> None:
    told = run("import", written(tmp_path, "enkat.json", "[1]"))
    assert (told.exit_code, "unknown-format" in told.stderr) == (1, True)


def test_a_new_template_is_named_after_its_file(tmp_path: Path) -> None:
    other = written(tmp_path, "2 Min Enkät.yaml", "form: {pages: {a: {title: A, questions: {b: {type: text, label: B}}}}}\n")
    assert read(run("import", other).output).value["template"] == "min-enkat"


def test_what_is_not_carried_over_is_said_with_its_pointer_and_agreed_to(tmp_path: Path) -> None:
    components = [{"type": "textfield", "key": "a", "label": "A"}, {"type": "password", "key": "b"}]
    other, back = written(tmp_path, "blankett.json", json.dumps({"title": "Blankett", "components": components})), tmp_path / "t.yaml"
    told = run("import", other, "--output", back)
    assert (told.exit_code, back.exists()) == (1, False)
    assert f"{other}:/components/1: not-carried: " in told.stderr
    assert run("import", other, "--leave-out", "--output", back).exit_code == 0
    assert run("check", back).exit_code == 0


def test_a_schema_comes_with_what_a_second_file_says(tmp_path: Path) -> None:
    schema = written(tmp_path, "lan.json", json.dumps({"type": "object", "properties": {"sak": {"type": "string"}}}))
    ui = written(tmp_path, "ui.json", json.dumps({"sak": {"ui:title": "Vad lånas?"}}))
    back = tmp_path / "lan.yaml"
    assert run("import", schema, "--ui", ui, "--output", back).exit_code == 0
    assert read(back.read_bytes()).value["form"]["ui"] == {"/sak": {"label": "Vad lånas?"}}
    assert run("check", back).exit_code == 0


def test_it_is_said_that_nothing_is_written_where_something_is_lost(tmp_path: Path) -> None:
    lossy = {
        "title": "C",
        "display": "form",
        "components": [{"type": "textfield", "key": "a", "label": "A"}, {"type": "custom", "key": "b"}],
    }
    told = run("import", written(tmp_path, "c.json", lossy), "--output", tmp_path / "out.yaml")
    assert (told.exit_code, (tmp_path / "out.yaml").exists()) == (1, False)
    assert told.stderr.endswith("nothing is written; leave out what is lost with --leave-out\n")
    assert run("import", tmp_path / "c.json", "--leave-out", "--output", tmp_path / "out.yaml").exit_code == 0
    assert "/components/1" in (tmp_path / "out.yaml").read_text(encoding="utf-8").splitlines()[1]
