"""What is half written in a step: kept for its writer alone, gone once it is saved, dropped, old or erased; no line tells of it."""

import pytest

from engine.actions.erase_case import erase_case
from engine.actions.step_drafts import Typing, drop_draft, keep_draft
from engine.errors import NotPossible
from engine.store import step_drafts, tables
from engine.store.step_drafts import LIFE, StepDraft
from engine.worker import TIDY, Worker
from tests.engine.actions.test_open_linked import ANSWERS
from tests.linking import linking
from tests.site import Postbox, Site


def keep(site: Site, case: tables.Case, person: str, said: str = "Hon BERÄTTAR", *, step: str = "verdict", seen: int = 0) -> None:
    """Somebody has typed something."""
    scene, actor, run = site.scene(case.template), site.actor(person), site.file(case).case.last(step)
    assert run is not None
    typing = Typing(run.number, seen, {"outcome_reason": [said], "outcome": [], "why": [" "]})
    site.write(lambda session: keep_draft(session, scene, case.id, typing, actor))


def drafts(site: Site, case: tables.Case, person: str) -> list[StepDraft]:
    """What a person has half written in a case."""
    found = site.read(lambda session: step_drafts.of_person(session, site.office.sealer, site.own(session, case), site.people[person]))
    return list(found.values())


def test_a_draft_is_sealed_and_belongs_to_its_writer(site: Site) -> None:
    case = site.case()
    lines = site.lines(case.id)
    keep(site, case, "ada")
    (draft,) = drafts(site, case, "ada")
    assert (dict(draft.typed), draft.at) == ({"outcome_reason": ["Hon BERÄTTAR"]}, site.clock())
    assert drafts(site, case, "bo") == []
    assert "BERÄTTAR".encode() not in site.all(tables.StepDraft)[0].sealed
    assert site.lines(case.id) == lines


def test_the_latest_that_was_typed_takes_the_place_of_what_was_before(site: Site) -> None:
    case = site.case()
    keep(site, case, "ada")
    later = site.clock.move(minutes=1)
    keep(site, case, "ada", "Mer")
    assert [(draft.typed["outcome_reason"], draft.at) for draft in drafts(site, case, "ada")] == [(["Mer"], later)]


@pytest.mark.parametrize("person", ["cy", "eve", "hal", "gus"])
def test_whoever_can_not_do_the_step_keeps_none(site: Site, person: str) -> None:
    case = site.case()
    with pytest.raises(NotPossible, match="not-yours"):
        keep(site, case, person)
    assert site.all(tables.StepDraft) == []


def test_saving_the_step_throws_the_own_draft_away_and_no_other(site: Site) -> None:
    case = site.case()
    keep(site, case, "ada")
    keep(site, case, "bo", "Bos text")
    site.decide(case, "ada", "look")
    assert drafts(site, case, "ada") == []
    assert [draft.typed["outcome_reason"] for draft in drafts(site, case, "bo")] == [["Bos text"]]


def test_what_was_on_its_way_when_the_step_was_saved_does_not_come_back(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "eve", site.press(case, "talk", "add", said="Ett."))
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        keep(site, case, "eve", step="talk", seen=0)
    with pytest.raises(NotPossible, match="changed-meanwhile"):
        keep(site, case, "bo")
    assert site.all(tables.StepDraft) == []


def test_what_somebody_else_has_saved_meanwhile_loses_no_draft(site: Site) -> None:
    site.change(("members: [eve]", "members: [eve, fay]"))
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "eve", site.press(case, "talk", "add", said="Ett."))
    keep(site, case, "fay", step="talk", seen=0)
    assert [draft.rounds for draft in drafts(site, case, "fay")] == [0]


def test_a_draft_is_dropped_by_its_writer_only(site: Site) -> None:
    case = site.case()
    keep(site, case, "ada")
    scene, bo, ada, run = site.scene(), site.actor("bo"), site.actor("ada"), site.file(case).case.last("verdict")
    assert run is not None
    site.write(lambda session: drop_draft(session, scene, case.id, run.number, bo))
    assert len(drafts(site, case, "ada")) == 1
    site.write(lambda session: drop_draft(session, scene, case.id, run.number, ada))
    assert drafts(site, case, "ada") == []


def test_a_draft_that_nobody_has_touched_for_a_month_is_thrown_away(site: Site) -> None:
    case = site.case()
    keep(site, case, "ada")
    worker = Worker(site.office, Postbox())
    site.clock.move(seconds=(LIFE - 2 * TIDY).total_seconds())
    worker._tidy()
    assert len(drafts(site, case, "ada")) == 1
    site.clock.move(seconds=(3 * TIDY).total_seconds())
    worker._tidy()
    assert site.all(tables.StepDraft) == []


def test_no_draft_outlives_its_case(site: Site) -> None:
    case = site.case()
    keep(site, case, "bo")
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    scene, gus = site.scene(), site.actor("gus")
    site.write(lambda session: erase_case(session, scene, case.id, gus))
    assert site.all(tables.StepDraft) == []


@pytest.mark.parametrize("button", ["save", "none"])
def test_what_was_half_written_for_another_case_is_not_left_in_this_one(site: Site, button: str) -> None:
    case = linking(site)
    keep(site, case, "ada", step="tell")
    keep(site, case, "bo", step="tell")
    site.act(case, "ada", site.press(case, "tell", button, **ANSWERS))
    assert (drafts(site, case, "ada"), len(drafts(site, case, "bo"))) == ([], 1)


def test_whoever_marks_a_step_as_done_without_saving_what_is_half_written_keeps_it(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "eve", site.press(case, "talk", "add", said="Ett."))
    keep(site, case, "eve", step="talk", seen=1)
    site.act(case, "eve", site.press(case, "talk", "done"))
    assert len(drafts(site, case, "eve")) == 1
