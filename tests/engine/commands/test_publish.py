"""`mallverk publish`: takes a template into use that has no faults and whose examples hold, and no other."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine.commands import main
from engine.commands.installation import open_office, settings_from_environment
from engine.store.acceptance import Acceptance, of_version
from tests.site import FAULTS, ORGANISATION
from tests.unproved import KEY, LINE, UNPROVED

EXAMPLE = """
examples:
  - name: en skadad
    answers: {place: kontor, what: Ett rör., who: worker, hurt: [{name: Kim, age: young}]}
    expect: {accepted: true, cases: 1}
"""


@pytest.fixture
def folder(tmp_path: Path, empty_database_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an installation that has one organisation."""
    monkeypatch.setenv("MALLVERK_DATA", str(tmp_path))
    monkeypatch.setenv("MALLVERK_DATABASE", empty_database_url)
    (tmp_path / "acme.yaml").write_text(ORGANISATION, encoding="utf-8")
    assert CliRunner().invoke(main, ["init", "--organisation", str(tmp_path / "acme.yaml")]).exit_code == 0
    return tmp_path


def publish(folder: Path, text: str, organisation: str = "acme", *more: str) -> Result:
    """Publishes a text."""
    (folder / "faults.yaml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["publish", str(folder / "faults.yaml"), "--organisation", organisation, *more])


def test_a_template_gets_its_number_and_the_same_text_keeps_it(folder: Path) -> None:
    texts = (FAULTS, FAULTS, FAULTS + EXAMPLE, FAULTS + EXAMPLE)
    assert [publish(folder, text).output for text in texts] == [f"faults: version {number}\n" for number in (1, 1, 2, 2)]


def test_a_template_with_faults_is_not_published(folder: Path) -> None:
    found = publish(folder, FAULTS.replace("one_per: hurt", "one_per: hrt"))
    assert found.exit_code == 1
    assert f"{folder / 'faults.yaml'}:" in found.output
    assert "version" not in found.output


def test_a_template_whose_example_does_not_hold_is_not_published(folder: Path) -> None:
    found = publish(folder, FAULTS + EXAMPLE.replace("cases: 1", "cases: 2"))
    assert (found.exit_code, "example-failed" in found.output) == (1, True)


def test_a_template_that_counts_less_than_the_one_in_use_is_told_what_to_write(folder: Path) -> None:
    publish(folder, FAULTS)
    text = FAULTS.replace(", old: Gammal", "")
    found = publish(folder, text)
    assert (found.exit_code, "change-missing" in found.output, "Skriv så här: age.old: gone" in found.output) == (1, True, True)
    mended = publish(folder, text + "changes:\n  age.old: gone\n")
    assert mended.output == "faults: version 2\n  Frågan ”Ålder” har inte längre svaret ”Gammal”\n"


def test_an_organisation_that_is_not_there_is_said_in_words(folder: Path) -> None:
    found = publish(folder, FAULTS, "nowhere")
    assert (found.exit_code, "no such organisation: nowhere" in found.output) == (1, True)


def test_an_installation_that_is_not_there_is_said_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLVERK_KEY_FILE", str(folder / "gone"))
    found = publish(folder, FAULTS)
    assert (found.exit_code, "mallverk init" in found.output) == (1, True)


def test_what_is_not_proved_is_published_only_in_the_name_of_someone_who_accepts_it(folder: Path) -> None:
    refused = publish(folder, UNPROVED)
    assert (refused.exit_code, f"{LINE}:" in refused.output, "--accept-not-proved NAME" in refused.output) == (1, True, True)
    assert "version 1" not in refused.output
    assert publish(folder, UNPROVED, "acme", "--accept-not-proved", " ").exit_code == 1
    assert publish(folder, UNPROVED, "acme", "--accept-not-proved", "Kim Ek").output.endswith("faults: version 1\n")
    with open_office(settings_from_environment(), exclusive=False) as office:
        kept = office.read("acme", lambda session: of_version(session, "acme", "faults", 1))
    assert kept is not None
    assert (kept.acceptance, kept.person) == (Acceptance((KEY,), "Kim Ek"), None)


def test_what_is_refuted_can_not_be_accepted(folder: Path) -> None:
    never = FAULTS.replace("urgent: {type: yes_no,", "urgent: {type: yes_no, show_if: {all: [{who: keeper}, {who: worker}]},")
    found = publish(folder, never, "acme", "--accept-not-proved", "Kim Ek")
    assert (found.exit_code, "version" in found.output) == (1, False)


def test_a_shared_file_that_has_changed_makes_a_new_version_and_is_told(folder: Path) -> None:
    text = FAULTS.replace("template: faults", "template: faults\nshared: [people]")
    text = text.replace("options: {worker: En arbetare, keeper: Skötaren}", "options: {list: people}")
    for label, said in (("En arbetare", "faults: version 1\n"), ("En arbetare", "faults: version 1\n"), ("Någon", "faults: version 2\n")):
        (folder / "people.yaml").write_text(f"lists: {{people: {{worker: {label}, keeper: Skötaren}}}}", encoding="utf-8")
        result = publish(folder, text)
        assert result.output.startswith(said)
    assert "”Någon”" in result.output


def test_a_function_that_nobody_holds_and_a_report_that_nobody_would_get_are_told(folder: Path) -> None:
    (folder / "empty.yaml").write_text("organisation: {key: empty, name: Empty}\nunits: {north: {name: North}}\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["init", "--organisation", str(folder / "empty.yaml")]).exit_code == 0
    found = publish(folder, FAULTS, "empty")
    assert found.output.endswith("faults: version 1\n")
    assert "no-receiver" in found.stderr
    assert "function-not-held" in found.stderr
