"""`mallverk diff`: what is different between two versions, and what the newer one forgets to say."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.engine.commands.terminal import run, value, written
from tests.engine.difference.edits import BASE

CELLAR = ("roof: Taket", "cellar: Källaren, roof: Taket")


def compared(folder: Path, *edits: tuple[str, str], options: tuple[str, ...] = ()) -> Result:
    """The result for the base and an edited one."""
    text = BASE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return run("diff", written(folder, "old.yaml", BASE), written(folder, "new.yaml", text), *options)


def change(folder: Path, *edits: tuple[str, str]) -> Any:
    """The only change as JSON, without its sentence."""
    (found,) = value(compared(folder, *edits, options=("--json",)))["changes"]
    del found["sentence"]
    return found


def test_each_change_is_a_line_and_what_matters_most_comes_first(tmp_path: Path) -> None:
    found = compared(tmp_path, ("title: Var?", "title: Plats"), CELLAR)
    assert (found.exit_code, found.output.splitlines()) == (
        0,
        ["Frågan ”Var är den?” har fått svaret ”Källaren”", "Sidan ”Var?” heter nu ”Plats”"],
    )


def test_it_can_be_said_in_english(tmp_path: Path) -> None:
    assert compared(tmp_path, CELLAR, options=("--language", "en")).output == "The question “Var är den?” has got the answer “Källaren”\n"


def test_that_nothing_is_different_is_said(tmp_path: Path) -> None:
    assert compared(tmp_path).output == "Det finns ingen skillnad för den som använder mallen\n"


def test_a_version_that_could_not_be_published_is_told_with_what_to_write(tmp_path: Path) -> None:
    found = compared(tmp_path, (", shed: Skjulet", ""))
    assert found.exit_code == 1
    assert found.stdout == "Frågan ”Var är den?” har inte längre svaret ”Skjulet”\n"
    assert "new.yaml:12:9: change-missing: " in found.stderr
    assert "Skriv så här: place.shed: gone" in found.stderr


def test_a_file_with_faults_is_told(tmp_path: Path) -> None:
    found = compared(tmp_path, ("title: Felanmälan", "titel: Felanmälan"))
    assert (found.exit_code, "new.yaml:3:1: unknown-key" in found.stderr) == (1, True)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (CELLAR, ("added", "option", "place.cellar", None, None, None, True)),
        (("max_length: 500", "max_length: 900"), ("changed", "question", "said", "max_length", 500, 900, False)),
        (("title: Var?", "title: {sv: A, en: B}"), ("changed", "page", "where", "title", {"sv": "Var?"}, {"sv": "A", "en": "B"}, False)),
        (
            (", show_if: {urgent: true}", ""),
            ("changed", "question", "why", "show_if", "svaret på ”Är det bråttom?” är Ja", None, False),
        ),
        (
            ("filters: [area, period]", "filters: [area]"),
            ("changed", "report", "places", "filters", ["area", "period"], ["area"], True),
        ),
        (
            ("yard: Gården, stairs: Trappan", "stairs: Trappan, yard: Gården"),
            ("moved", "option", "place.stairs", "place", {"in": "place", "after": "place.yard"}, {"in": "place", "after": None}, False),
        ),
    ],
)
def test_a_change_for_machines_has_what_it_was_and_what_it_is(tmp_path: Path, edit: tuple[str, str], told: tuple[Any, ...]) -> None:
    names = ("change", "kind", "id", "attribute", "from", "to", "counted")
    assert change(tmp_path, edit) == dict(zip(names, told, strict=True)) | {"inside": []}


def test_the_faults_are_there_for_machines_too(tmp_path: Path) -> None:
    found = compared(tmp_path, (", shed: Skjulet", ""), options=("--json",))
    assert found.exit_code == 1
    assert '"guess": "place.shed: gone"' in found.stdout
