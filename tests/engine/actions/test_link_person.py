"""Who a person in a case is, is said by hand by those who handle the case, and can be taken back."""

from uuid import uuid4

import pytest

from engine.actions.erase_case import erase_case
from engine.errors import NotPossible
from engine.store import tables
from engine.store.database import Database
from engine.store.seal import KeyGone
from tests.engine.actions.registry import Registry
from tests.persons import hurt


@pytest.fixture
def registry(database: Database) -> Registry:
    """The small organisation, where Hal reads records of the north."""
    return Registry(database)


def refusal(verb: object, *given: object, **more: object) -> str:
    """Why something can not be done."""
    with pytest.raises(NotPossible) as caught:
        verb(*given, **more)  # type: ignore[operator]
    return caught.value.code


def test_a_case_lists_whom_it_is_about_and_nobody_is_linked_by_itself(registry: Registry) -> None:
    first, second = registry.site.case(hurt()), registry.site.case(hurt())
    registry.new(first)
    assert [(person.role.id, person.shown, person.record) for person in registry.persons(second)] == [("exposed", "Kim Berg", None)]


def test_a_new_record_takes_what_the_report_says(registry: Registry) -> None:
    case = registry.site.case(hurt(birth=2014))
    record = registry.new(case)
    registry.why("hal", record)
    seen = registry.read("hal", record)
    assert (seen.name, seen.born, seen.unit) == ("Kim Berg", 2014, "north")
    assert registry.site.lines(case.id)[-1] == "person-linked"
    assert registry.site.lines(record)[:2] == ["record-created", "person-linked"]


def test_like_names_are_suggested_the_likeliest_first(registry: Registry) -> None:
    for name in ("Kim Holm", "Bérg Kim", "Kim Berg"):
        registry.new(registry.site.case(hurt(name)))
    assert registry.suggested(registry.site.case(hurt("kim berg 5B"))) == [["Kim Berg", "Bérg Kim"]]


def test_what_was_said_not_to_be_the_same_is_not_suggested_again(registry: Registry) -> None:
    record = registry.new(registry.site.case(hurt()))
    case = registry.site.case(hurt())
    assert registry.suggested(case) == [["Kim Berg"]]
    registry.refuse(case, record)
    assert registry.suggested(case) == [[]]
    assert registry.site.lines(case.id)[-1] == "person-not-same"


def test_records_of_other_units_are_not_suggested(registry: Registry) -> None:
    registry.new(registry.site.case(hurt() | {"place": "south"}), "cy")
    assert registry.suggested(registry.site.case(hurt())) == [[]]


def test_a_linked_person_can_be_unlinked_and_the_record_stays(registry: Registry) -> None:
    case = registry.site.case(hurt())
    record = registry.new(case)
    assert refusal(registry.new, case) == "changed-meanwhile"
    registry.unlink(case)
    assert registry.persons(case)[0].record is None
    assert registry.site.lines(record)[-1] == registry.site.lines(case.id)[-1] == "person-unlinked"
    assert len(registry.site.all(tables.Record)) == 1


def test_somebody_whom_no_report_names_is_added_in_a_role_of_the_template(registry: Registry) -> None:
    case = registry.site.case(hurt())
    registry.add(case, "helper", "Ali Noor")
    assert [(person.role.id, person.shown) for person in registry.persons(case)] == [("exposed", "Kim Berg"), ("helper", "Ali Noor")]
    assert refusal(registry.add, case, "keeper", "Ali Noor") == "no-such-role"
    registry.unlink(case, place=1)
    assert len(registry.persons(case)) == 1


@pytest.mark.parametrize("who", ["cy", "hal", "gus", "kit"])
def test_only_the_mailbox_that_received_the_case_links(registry: Registry, who: str) -> None:
    case = registry.site.case(hurt())
    assert refusal(registry.new, case, who) == "not-yours"


def test_whoever_is_shut_out_links_nothing(registry: Registry) -> None:
    case = registry.site.case(hurt())
    registry.site.shut_out(case, "ada", "ada")
    assert refusal(registry.new, case) == "not-yours"


def test_a_record_that_one_may_not_see_can_not_be_linked(registry: Registry) -> None:
    record = registry.new(registry.site.case(hurt() | {"place": "south"}), "cy")
    case = registry.site.case(hurt())
    assert refusal(registry.link, case, record) == refusal(registry.link, case, uuid4()) == "no-such-record"


def test_nobody_can_read_a_record_whose_key_is_destroyed(registry: Registry) -> None:
    record, site = registry.new(registry.site.case(hurt())), registry.site
    registry.why("hal", record)
    site.write(lambda session: site.office.sealer.forget(session, site.org, record))
    with pytest.raises(KeyGone):
        registry.read("hal", record)


def test_the_journal_stays_whole(registry: Registry) -> None:
    case = registry.site.case(hurt())
    registry.new(case)
    registry.unlink(case)
    assert registry.site.broken_chains() == []


def test_a_record_dies_with_the_last_of_its_cases(registry: Registry) -> None:
    site = registry.site
    first, second = site.case(hurt()), site.case(hurt())
    record = registry.new(first)
    registry.link(second, record)
    registry.why("hal", record)
    for case, left in ((first, 1), (second, 0)):
        site.decide(case, "ada", "drop")
        site.act(case, "ada", site.press(case, "close"))
        scene, actor = site.scene(), site.actor("gus")
        site.write(lambda session, case=case, scene=scene, actor=actor: erase_case(session, scene, case.id, actor))  # type: ignore[misc]
        assert len(site.all(tables.Record)) == len(site.all(tables.RecordLink)) == len(site.all(tables.RecordReason)) == left
    assert site.all(tables.RecordToken) == []
    assert site.all(tables.KeyCopy, holder=record) == []
    assert site.broken_chains() == []


def test_of_a_report_that_lives_on_only_those_of_the_erased_row_are_forgotten(registry: Registry) -> None:
    site = registry.site
    answers = hurt() | {"hurt": [hurt(name)["hurt"][0] for name in ("Kim Berg", "Bo Holm")], "seen_by": "Ali Noor"}  # type: ignore[index]
    first, second = site.cases(site.report(answers).submission)
    registry.new(first, place=0)
    witness = registry.new(first, place=1)
    site.decide(first, "ada", "drop")
    site.act(first, "ada", site.press(first, "close"))
    site.write(lambda session: erase_case(session, site.scene(), first.id, site.actor("gus")))
    assert [row.id for row in site.all(tables.Record)] == [witness]
    assert registry.persons(second)[1].record is not None
