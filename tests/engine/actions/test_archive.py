"""Putting a template away: nobody can begin a report, and what there is goes on."""

import pytest

from engine.actions.act_on_step import act_on_step
from engine.actions.archive import archive, take_back
from engine.errors import NotPossible
from tests.site import FAULTS, Site


def act(site: Site, verb: object, name: str = "faults") -> None:
    """Puts a template away, or takes it back."""
    site.write(lambda session: verb(session, site.org, name, now=site.clock(), person=site.people["gus"]))  # type: ignore[operator]
    site.office.forget()


def test_a_template_that_is_put_away_takes_no_reports_and_its_cases_go_on(site: Site) -> None:
    case, ada = site.case(), site.actor("ada")
    press = site.press(case, "verdict", "save_unaffected", outcome="look")
    act(site, archive)
    assert site.office.scene(site.org, "faults") is None
    assert "faults" not in site.office.current(site.org)
    scene = site.scene(case.template, case.version)
    site.write(lambda session: act_on_step(session, scene, case.id, press, ada))
    assert "talk" in site.runs(case)


def test_it_can_be_taken_back_into_use(site: Site) -> None:
    act(site, archive)
    act(site, take_back)
    assert site.scene().published.version == 1


def test_doing_it_twice_does_it_once(site: Site) -> None:
    before = len(site.lines("organisation"))
    for verb in (archive, archive, take_back, take_back):
        act(site, verb)
    assert site.lines("organisation")[before:] == ["template-archived", "template-taken-back"]
    assert site.broken_chains() == []


def test_a_new_version_brings_it_into_use(site: Site) -> None:
    act(site, archive)
    assert site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan")) == 2
    assert site.scene().published.version == 2


@pytest.mark.parametrize("verb", [archive, take_back])
def test_what_is_not_there_can_not_be_put_away(site: Site, verb: object) -> None:
    with pytest.raises(NotPossible, match="no-such-template"):
        act(site, verb, "nothing")
