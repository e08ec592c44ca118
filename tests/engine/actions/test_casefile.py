"""A case opened with its own keys: its reports, its rounds, and what conditions see of them."""

import pytest

from engine.actions.casefile import open_file
from engine.store.seal import KeyGone
from tests.site import Site, fault


def test_a_case_sees_the_report_from_its_own_row(site: Site) -> None:
    first, second = site.cases(site.report(fault("Kim", "Lo")).submission)
    assert (site.file(first).lookup("name"), site.file(second).lookup("name")) == ("Kim", "Lo")
    assert site.file(first).lookup("what") == "Ett rör gick av."
    assert site.file(first).lookup("place.kind") == "works"


def test_a_case_sees_what_its_steps_have_found(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "eve", site.press(case, "talk", "add", said="Först."))
    site.act(case, "eve", site.press(case, "talk", "add", said="Sedan."))
    file = site.file(case)
    assert file.lookup("talk.said") == "Sedan."
    assert file.lookup("verdict.outcome") == "look"
    assert file.lookup("check.found") is None


def test_answers_that_are_not_stored_yet_are_seen_before_those_that_are(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "eve", site.press(case, "talk", "add", said="Först."))
    scene, file = site.scene(), site.file(case)
    form = scene.template.step("talk").form
    assert form is not None
    lookup = file.with_step("talk", form, {"said": "Nyss."}, scene)
    assert (lookup("talk.said"), lookup("verdict.outcome"), lookup("name")) == ("Nyss.", "look", "Kim")


def test_a_case_whose_keys_are_gone_can_not_be_opened(site: Site) -> None:
    case, scene = site.case(), site.scene()
    site.write(lambda session: site.office.sealer.forget(session, site.org, case.id))
    with pytest.raises(KeyGone):
        site.read(lambda session: open_file(session, scene, site.own(session, case)))


def test_a_case_can_be_opened_after_its_report_has_lost_its_keys(site: Site) -> None:
    receipt = site.report()
    (case,) = site.cases(receipt.submission)
    site.write(lambda session: site.office.sealer.forget(session, site.org, receipt.submission))
    assert site.file(case).lookup("name") == "Kim"
