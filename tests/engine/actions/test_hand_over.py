"""A step is handed over to one person, who then may read the case; chosen in an earlier step, too; and never to one who is shut out."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from engine.access import may_read
from engine.actions.hand_over import Handing, hand_over
from engine.errors import NotPossible
from engine.store import access_facts, tables
from engine.store.database import Database
from engine.worker import Worker
from tests.racing import together
from tests.site import FAULTS, ORGANISATION, Postbox, Site

CHOOSING = (
    FAULTS.replace(
        "  looking:\n",
        "  looking_first:\n    kind: form\n    title: Fördelning\n    by: receiver\n    questions:\n"
        "      doer: {type: person, label: Vem?, assigns: after, optional: true}\n  looking:\n",
    )
    .replace("reports:\n", "  after: {kind: form, form: talk, title: Efteråt, by: inspector, due: {days: 3}}\nreports:\n")
    .replace("go: looking}", "go: looking_first}")
)
"""The same form, where a person is chosen for a later step."""


def hand(site: Site, case: tables.Case, by: str, to: str | None, *, step: str = "verdict", seen: str | None = None) -> None:
    """Somebody hands a step over."""
    scene, actor, run = site.scene(), site.actor(by), site.file(case).case.last(step)
    assert run is not None
    handing = Handing(run.number, site.people[to] if to else None, site.people[seen] if seen else None)
    site.write(lambda session: hand_over(session, scene, case.id, handing, actor))


def refused(site: Site, case: tables.Case, by: str, to: str | None, **more: str) -> str:
    """Why it can not be handed over; nothing is stored."""
    before = site.count()
    with pytest.raises(NotPossible) as caught:
        hand(site, case, by, to, **more)
    assert site.count() == before
    return caught.value.code


def may(site: Site, person: str, case: tables.Case) -> bool:
    """Whether a person may read a case."""
    organisation = site.scene().organisation

    def ask(session: Session) -> bool:
        return may_read(site.actor(person), access_facts.of_case(session, organisation, site.own(session, case)), organisation)

    return site.read(ask)


def given(site: Site, case: tables.Case, step: str) -> UUID | None:
    """Who has been given a step."""
    run = site.file(case).case.last(step)
    return run.person if run else None


def test_whoever_is_handed_a_step_reads_the_case_is_told_and_does_it(site: Site) -> None:
    case = site.case()
    site.deliver()
    assert not may(site, "cy", case)
    hand(site, case, "ada", "cy")
    assert may(site, "cy", case)
    assert site.deliver().recipients() == ["cy@acme.example"]
    site.decide(case, "cy", "drop")
    assert site.runs(case) == {"close": "keeper@north"}
    assert may(site, "cy", case)


def test_others_in_the_mailbox_can_still_do_the_step(site: Site) -> None:
    case = site.case()
    hand(site, case, "ada", "cy")
    site.decide(case, "bo", "drop")
    assert site.runs(case) == {"close": "keeper@north"}


def test_what_is_taken_back_is_no_longer_read_by_name(site: Site) -> None:
    case = site.case()
    hand(site, case, "ada", "cy")
    hand(site, case, "bo", None, seen="cy")
    assert (given(site, case, "verdict"), may(site, "cy", case)) == (None, False)
    assert site.lines(case.id)[-2:] == ["handed-over", "handed-over"]


def test_whoever_has_a_step_hands_it_on_and_is_out_of_the_case(site: Site) -> None:
    case = site.case()
    hand(site, case, "ada", "cy")
    hand(site, case, "cy", "dan", seen="cy")
    assert (may(site, "cy", case), may(site, "dan", case)) == (False, True)


def test_a_reminder_goes_to_the_one_who_has_the_step(site: Site) -> None:
    case = site.case()
    hand(site, case, "ada", "cy")
    site.deliver()
    site.clock.move(days=2)
    postbox = Postbox()
    worker = Worker(site.office, postbox)
    worker.remind()
    worker.send()
    assert postbox.recipients() == ["cy@acme.example"]


def test_never_to_one_who_is_shut_out_nor_to_one_who_is_not_there(site: Site) -> None:
    case = site.case()
    site.shut_out(case, "ada", "cy")
    assert refused(site, case, "ada", "cy") == "no-such-person"
    site.close_account("dan")
    assert refused(site, case, "ada", "dan") == "no-such-person"


@pytest.mark.parametrize("who", ["cy", "gus", "hal"])
def test_only_the_receiver_and_the_doer_hand_over(site: Site, who: str) -> None:
    assert refused(site, site.case(), who, "dan") == "not-yours"


def test_a_step_that_is_done_is_not_handed_over(site: Site) -> None:
    case = site.case()
    site.decide(case, "ada", "drop")
    assert refused(site, case, "ada", "cy") == "changed-meanwhile"


def test_two_at_once_hand_over_once(site: Site) -> None:
    case = site.case()
    results = together(lambda: hand(site, case, "ada", "cy"), lambda: hand(site, case, "bo", "dan"))
    assert sorted(str(result) for result in results) == ["None", "changed-meanwhile"]
    assert len(site.all(tables.CasePerson, case=case.id)) == 1


def test_whoever_is_shut_out_loses_the_step_to_the_mailbox(site: Site) -> None:
    case = site.case()
    hand(site, case, "ada", "cy")
    site.shut_out(case, "ada", "cy")
    assert (given(site, case, "verdict"), may(site, "cy", case)) == (None, False)
    assert site.runs(case) == {"verdict": "keeper@north"}


def test_whoever_loses_the_step_as_it_passes_to_another_mailbox_reads_no_longer_by_it(site: Site) -> None:
    case = site.case()
    hand(site, case, "ada", "cy")
    site.shut_out(case, "ada", "bo")
    site.shut_out(case, "ada", "ada")
    assert site.runs(case) == {"verdict": "chief@region"}
    assert (given(site, case, "verdict"), may(site, "cy", case)) == (None, False)


def test_a_person_chosen_in_one_step_has_the_later_one(database: Database) -> None:
    site = Site.over(database, ORGANISATION, [CHOOSING])
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "ada", site.press(case, "looking_first", doer=str(site.people["dan"])))
    for step, button, answers in (("talk", "add", {"said": "x"}), ("talk", "done", {}), ("check", "save", {"found": "none"})):
        site.act(case, "eve" if step == "talk" else "ada", site.press(case, step, button, **answers))
    assert (given(site, case, "after"), may(site, "dan", case)) == (site.people["dan"], True)
    assert site.runs(case) == {"after": "inspector"}
    site.act(case, "dan", site.press(case, "after", said="y"))
    assert site.runs(case) == {"close": "keeper@north"}


def test_one_who_was_chosen_and_then_shut_out_does_not_get_the_step(database: Database) -> None:
    site = Site.over(database, ORGANISATION, [CHOOSING])
    case = site.case()
    site.decide(case, "ada", "look")
    site.act(case, "ada", site.press(case, "looking_first", doer=str(site.people["dan"])))
    site.shut_out(case, "ada", "dan")
    for step, button, answers in (("talk", "add", {"said": "x"}), ("talk", "done", {}), ("check", "save", {"found": "none"})):
        site.act(case, "eve" if step == "talk" else "ada", site.press(case, step, button, **answers))
    assert (given(site, case, "after"), may(site, "dan", case)) == (None, False)
