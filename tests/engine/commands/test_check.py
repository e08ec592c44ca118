"""`mallverk check`: file:line:col: code: message for every fault and finding, exit 1 when one of them stops the template."""

import json
from pathlib import Path

from tests.engine.commands.terminal import LIBRARY, run, value, written
from tests.engine.written import form, template


def test_a_sound_template_is_ok(tmp_path: Path) -> None:
    result = run("check", written(tmp_path, "a.yaml", template()))
    assert (result.exit_code, result.output) == (0, "1 ok\n")


def test_the_whole_library_is_ok() -> None:
    paths = sorted(LIBRARY.glob("*.yaml"))
    result = run("check", *paths)
    assert (result.exit_code, result.output.splitlines()[-1]) == (0, f"{len(paths)} ok")


REFUTED = "routing:\n  - {to: desk}\n  - {to: boss}"
HINT = form("it: {type: text, label: Same}\nother: {type: text, label: Same}")


def test_what_is_refuted_is_a_line_and_exit_code_1(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", template(REFUTED))
    result = run("check", path)
    line = f"{path}:3:5: never-chosen: Det här används aldrig för ”Boss”, eftersom något som står före alltid gäller i stället.\n"
    assert (result.exit_code, result.output) == (1, line)


def test_a_hint_is_a_line_and_stops_nothing_unless_one_is_strict(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", template(HINT))
    line = f"{path}:4:5: same-question: Två frågor på sidan heter ”Same”.\n"
    assert [(found.exit_code, found.output) for found in (run("check", path), run("check", "--strict", path))] == [
        (0, f"{line}1 ok\n"),
        (1, line),
    ]


def test_faults_of_examples_come_before_findings(tmp_path: Path) -> None:
    example = "examples: [{name: One, answers: {}, expect: {accepted: true}}]"
    result = run("check", written(tmp_path, "a.yaml", template(REFUTED, example)))
    assert [line.split(": ")[1] for line in result.output.splitlines()] == ["example-failed", "never-chosen"]


def test_json_says_of_each_finding_how_sure_it_is_and_what_shows_it(tmp_path: Path) -> None:
    asked = form("what: {type: yes_no, label: What}")
    result = run("check", "--json", written(tmp_path, "a.yaml", template("routing: [{to: desk, when: {what: true}}]", asked)))
    (found,) = json.loads(result.stdout)
    assert (found["code"], found["severity"], found["check"]) == ("no-route", "refuted", "receivers")
    assert found["example"] == {"answers": {"what": False}, "acts": [], "words": "What Nej"}


def test_every_fault_is_a_line_with_its_place_code_and_sentence(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", template(form("what: {type: txt, label: W}\nwhere: {type: choices, label: W, options: {list: x}}")))
    result = run("check", path)
    first, second = result.output.splitlines()
    assert result.exit_code == 1
    assert first.startswith(f"{path}:3:18: not-allowed: ”txt” går inte att använda här.")
    assert second == f"{path}:4:54: unknown-list: Listan ”x” finns inte under ”lists”."


def test_a_fault_in_a_block_is_told_at_its_line_with_the_use_that_it_was_met_in(tmp_path: Path) -> None:
    block = "blocks: {b: {questions: {q: {type: text, label: Q, show_if: {are: true}}}}}"
    path = written(tmp_path, "a.yaml", template(block, form("one: {use: b}")))
    said = "”are” finns inte, eller kommer längre fram. Ett villkor får bara titta på tidigare frågor och steg."
    met = "Det gäller blocket ”b” när det används som ”one” på rad 4."
    assert run("check", path).output == f"{path}:1:62: unknown-reference: {said} {met}\n"


def test_a_template_that_is_sound_but_whose_example_fails_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", template("examples: [{name: One, answers: {}, expect: {accepted: true}}]"))
    result = run("check", path)
    assert result.exit_code == 1
    assert result.output.startswith(f"{path}:1:12: example-failed: Exemplet ”One” stämmer inte")


def test_several_files_are_checked_and_those_that_are_sound_say_nothing(tmp_path: Path) -> None:
    good, bad = written(tmp_path, "a.yaml", template()), written(tmp_path, "b.yaml", "a: [")
    result = run("check", good, bad)
    assert (result.exit_code, [line.split(":")[0] for line in result.output.splitlines()]) == (1, [str(bad)])


def test_json_is_a_list_of_faults_with_their_guesses(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", template("routing: [{to: dask}]"))
    result = run("check", "--json", path)
    assert result.exit_code == 1
    assert result.stdout.count('"code"') == 1
    assert '"guess": "desk"' in result.stdout
    assert '"line": 1' in result.stdout


def test_json_of_sound_templates_is_an_empty_list(tmp_path: Path) -> None:
    assert value(run("check", "--json", written(tmp_path, "a.yaml", template()))) == []


def test_an_organisation_file_is_checked_as_one(tmp_path: Path) -> None:
    good = written(tmp_path, "a.yaml", "organisation: {key: acme, name: Acme}")
    bad = written(tmp_path, "b.yaml", "organisation: {key: acme, name: Acme}\nunits: {north: {name: N, parent: gone}}")
    assert run("check", good).exit_code == 0
    result = run("check", bad)
    assert (result.exit_code, result.output) == (1, f"{bad}:2:34: unknown-unit: Enheten ”gone” finns inte under ”units”.\n")


def test_examples_run_in_the_test_organisation_and_the_rest_is_looked_up_in_the_given_one(tmp_path: Path) -> None:
    example = "examples: [{name: One, answers: {what: x}, expect: {mailbox: desk}}]"
    path = written(tmp_path, "a.yaml", template(example))
    nobody = written(tmp_path, "o.yaml", "organisation: {key: acme, name: Acme}")
    assert run("check", path).exit_code == 0
    found = run("check", path, "--organisation", nobody)
    assert (found.exit_code, "example-failed" in found.output, "no-receiver" in found.output) == (1, False, True)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert run("check", tmp_path / "none.yaml").exit_code == 2


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xff\x00")
    assert ": not-text: " in run("check", path).output


def test_a_schema_may_lie_in_a_file_beside_the_template(tmp_path: Path) -> None:
    written(tmp_path, "what.json", {"properties": {"what": {"type": "string", "pattern": "(?=a)"}}})
    path = written(tmp_path, "a.yaml", template("form:\n  file: what.json"))
    result = run("check", path)
    assert result.output.startswith(f"{tmp_path / 'what.json'}:1:")
    assert "schema-pattern: /properties/what/pattern i schemat" in result.output
    written(tmp_path, "what.json", {"properties": {"what": {"type": "string"}}})
    assert run("check", path).output == "1 ok\n"
    assert value(run("try", path, written(tmp_path, "answers.json", {"what": 5})))["problems"][0]["at"] == "/what"


def test_no_file_outside_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    outside = written(tmp_path, "what.json", {"properties": {"what": {"type": "string"}}})
    (tmp_path / "inner" / "link.json").symlink_to(outside)
    path = written(tmp_path / "inner", "a.yaml", template("form: {file: link.json}"))
    assert run("check", path).output.split(": ")[1] == "file-not-read"


SHARING = template("shared: [lists/own]", form("where: {type: choice, label: Where, options: {list: where}}"))


def beside(folder: Path, content: str) -> Path:
    """A template with a shared file beside it."""
    (folder / "lists").mkdir(exist_ok=True)
    written(folder / "lists", "own.yaml", content)
    return written(folder, "a.yaml", SHARING)


def test_a_shared_file_lies_in_a_folder_beside_the_template(tmp_path: Path) -> None:
    assert run("check", beside(tmp_path, "lists: {where: {hall: Hall, yard: Gård}}")).exit_code == 0


def test_a_fault_in_a_shared_file_is_told_with_its_path(tmp_path: Path) -> None:
    path = beside(tmp_path, "lists:\n  where: {hall: {lable: Hall}}")
    result = run("check", path)
    assert (result.exit_code, result.output.startswith(f"{tmp_path / 'lists' / 'own.yaml'}:2:18: unknown-key: ")) == (1, True)
    (found,) = json.loads(run("check", "--json", path).stdout)
    assert (found["file"], found["line"]) == (str(tmp_path / "lists" / "own.yaml"), 2)


def test_advice_on_a_shared_list_is_told_with_its_path(tmp_path: Path) -> None:
    result = run("check", beside(tmp_path, "lists:\n  where: {hall: Hall,\n    yard: Hall}"))
    assert (result.exit_code, result.output.splitlines()[0].split(": ")[:2]) == (
        0,
        [f"{tmp_path / 'lists' / 'own.yaml'}:3:5", "same-option"],
    )


def test_what_the_library_shares_is_there_for_every_template(tmp_path: Path) -> None:
    asked = "enhet: {type: unit, label: Var, routes: true}\nplats: {type: choice, label: Plats, options: {list: plats}, optional: true}"
    assert run("check", written(tmp_path, "a.yaml", template("shared: [lists/plats]", form(asked)))).exit_code == 0


def test_a_shared_condition_that_one_template_does_not_need_is_no_finding(tmp_path: Path) -> None:
    asked = "enhet: {type: unit, label: Var, routes: true, kinds: [grundskola]}\nplats: {type: choice, label: P, options: {list: plats}}"
    result = run("check", written(tmp_path, "a.yaml", template("shared: [lists/plats]", form(asked))))
    assert (result.exit_code, "always-true" in result.output) == (0, False)


def test_no_link_leads_to_a_file_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "in" / "lists").mkdir(parents=True)
    secret = written(tmp_path, "own.yaml", "lists: {where: {hall: Hall}}")
    (tmp_path / "in" / "lists" / "own.yaml").symlink_to(secret)
    result = run("check", written(tmp_path / "in", "a.yaml", SHARING))
    assert (result.exit_code, result.output.split(": ")[1]) == (1, "unknown-file")


def test_a_template_may_change_the_ready_made_one_of_its_own_name(tmp_path: Path) -> None:
    text = "template: felanmalan\nextends: felanmalan\ntitle: Fel\n"
    assert run("check", written(tmp_path, "felanmalan.yaml", text)).exit_code == 0


def test_a_fault_in_the_ready_made_one_of_the_same_name_is_told_with_its_path(tmp_path: Path) -> None:
    text = "template: felanmalan\nextends: felanmalan\nwithout: [functions.caretaker]\n"
    found = run("check", written(tmp_path, "felanmalan.yaml", text)).output
    assert found.startswith(f"{LIBRARY / 'felanmalan.yaml'}:")
