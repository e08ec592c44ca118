"""What comes with the product to begin from."""

from engine.library import FOLDER, TEST_ORGANISATION, beginning, ready_made, trial_roster
from engine.proof import example_faults
from engine.sensitivity import Channel, may_show
from engine.template.compilation import ORGANISATION


def test_every_template_of_the_folder_is_there_under_its_name() -> None:
    names = {path.stem for path in FOLDER.glob("*.yaml") if path != TEST_ORGANISATION}
    assert set(ready_made()) == names


def test_the_small_one_to_begin_from_has_no_faults_and_its_examples_hold() -> None:
    assert list(example_faults(beginning(), trial_roster())) == []


def test_the_test_organisation_has_a_unit_for_each_kind() -> None:
    kinds = [unit.kind for unit in trial_roster().organisation.units.values()]
    assert len(kinds) == len(set(kinds))


def test_no_grant_opens_a_concern_for_a_child_or_a_whistleblowers_report() -> None:
    apart = {name for name, template in ready_made().items() if template.cases.compartment}
    assert apart == {"orosanmalan", "visselblasning"}


def test_what_is_put_together_of_the_whole_organisation_can_be_told_to_everybody() -> None:
    asked = [
        template.counted[side].question
        for template in ready_made().values()
        for compilation in template.compilations.values()
        for report in (template.reports[id] for id in compilation.reports)
        for side in (report.rows, report.columns)
        if compilation.of == ORGANISATION and side in template.counted
    ]
    assert asked
    assert [question.id for question in asked if not may_show(question, Channel.REPORT)] == []
