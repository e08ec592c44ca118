"""A record is read with a reason, shows only cases that its reader may read, and a protected name is opened one time at a time."""

from uuid import UUID

import pytest

from engine.actions.merge_case import merge_case
from engine.actions.split_case import split_case
from engine.errors import NotPossible
from engine.store import journal, tables
from engine.store.database import Database
from tests.engine.actions.registry import Registry
from tests.persons import hurt
from tests.racing import together


@pytest.fixture
def registry(database: Database) -> Registry:
    """The small organisation."""
    return Registry(database)


def refusal(verb: object, *given: object, **more: object) -> str:
    """Why something can not be done."""
    with pytest.raises(NotPossible) as caught:
        verb(*given, **more)  # type: ignore[operator]
    return caught.value.code


def kinds(registry: Registry, record: UUID) -> list[str]:
    """What has happened to a record."""
    return registry.site.lines(record)


def test_nothing_is_shown_before_a_reason_is_given_in_the_same_session(registry: Registry) -> None:
    record = registry.new(registry.site.case(hurt()))
    assert refusal(registry.read, "hal", record) == "no-reason"
    registry.why("hal", record, "Ett nytt samtal")
    assert registry.read("hal", record).name == "Kim Berg"
    assert refusal(registry.read, "hal", record, "another") == "no-reason"
    assert kinds(registry, record)[-1] == "record-read"


def test_the_reason_is_sealed_and_not_in_the_journal(registry: Registry) -> None:
    record = registry.new(registry.site.case(hurt()))
    registry.why("hal", record, "Ett nytt samtal")
    (kept,) = registry.site.all(tables.RecordReason)
    lines = registry.site.read(lambda session: journal.lines(session, registry.site.org, record))
    assert lines[-1].facts == {"session": "one", "reason": str(kept.id)}
    assert b"samtal" not in kept.sealed


def test_a_record_has_all_the_cases_that_its_reader_may_read_and_the_role_in_each(registry: Registry) -> None:
    first = registry.site.case(hurt())
    record = registry.new(first)
    registry.site.clock.move(days=1)
    second = registry.site.case(hurt("Bo Holm") | {"seen_by": "Kim Berg"})
    registry.link(second, record, place=1)
    registry.why("hal", record)
    assert [(part.number, part.role) for part in registry.read("hal", record).parts] == [
        (second.number, "witness"),
        (first.number, "exposed"),
    ]


def test_a_case_that_one_is_shut_out_of_is_not_shown_nor_hinted_at(registry: Registry) -> None:
    first, second = registry.site.case(hurt()), registry.site.case(hurt())
    record = registry.new(first)
    registry.why("hal", record)
    alone = registry.read("hal", record)
    registry.link(second, record)
    registry.site.shut_out(second, "ada", "hal")
    assert registry.read("hal", record) == alone


def test_members_of_the_receiving_mailbox_read_the_people_of_their_cases(registry: Registry) -> None:
    record = registry.new(registry.site.case(hurt()))
    registry.why("bo", record)
    assert registry.read("bo", record).name == "Kim Berg"
    assert not registry.read("bo", record).keeps


@pytest.mark.parametrize("who", ["cy", "eve", "gus", "kit"])
def test_to_everybody_else_there_is_no_such_record(registry: Registry, who: str) -> None:
    record = registry.new(registry.site.case(hurt()))
    assert refusal(registry.why, who, record) == refusal(registry.read, who, record) == "no-such-record"
    registry.protect("hal", record)
    assert refusal(registry.open, who, record) == "no-such-record"


def test_a_protected_name_is_opened_with_a_reason_and_a_line_each_time(registry: Registry) -> None:
    record = registry.new(registry.site.case(hurt(birth=2014)))
    assert refusal(registry.open, "hal", record) == "not-protected"
    registry.protect("hal", record)
    registry.why("hal", record)
    seen = registry.read("hal", record)
    assert (seen.name, seen.born, seen.protected) == ("Person A", None, True)
    assert refusal(registry.open, "hal", record, " ") == "no-reason"
    assert registry.open("hal", record).name == registry.open("ada", record).name == "Kim Berg"
    assert kinds(registry, record).count("record-name-opened") == 2


def test_two_who_protect_an_identity_at_once_give_it_one_pseudonym(registry: Registry) -> None:
    for number in range(1, 5):
        record = registry.new(registry.site.case(hurt()))
        results = together(*[lambda: registry.protect("ada", record)] * 3)  # noqa: B023 - all are over at once
        assert sorted(str(result) for result in results) == ["None", "changed-meanwhile", "changed-meanwhile"]
        assert [row.pseudonym for row in registry.site.all(tables.Record, id=record)] == [number]


def test_a_protected_identity_masks_the_name_in_every_case_at_once(registry: Registry) -> None:
    first, second = registry.site.case(hurt(street="Gatan 1", birth=2014)), registry.site.case(hurt())
    record = registry.new(first)
    registry.link(second, record)
    registry.protect("ada", record)
    row = {"hidden": "no", "name": "Person A", "age": "young"}
    assert [registry.site.file(case).answers["hurt"] for case in (first, second)] == [[row], [row]]


def test_what_steps_have_asked_of_who_it_is_is_masked_too(registry: Registry) -> None:
    case = registry.site.case(hurt())
    record = registry.new(case)
    registry.site.decide(case, "ada", "look")
    registry.site.act(case, "eve", registry.site.press(case, "talk", "add", said="Det gick bra.", phone="070-1740605"))
    assert registry.site.file(case).rounds[-1].answers == {"said": "Det gick bra.", "phone": "070-1740605"}
    registry.protect("ada", record)
    assert registry.site.file(case).rounds[-1].answers == {"said": "Det gick bra."}
    assert registry.site.file(case).lookup("talk.phone") == "070-1740605"


def test_what_conditions_read_and_what_is_counted_is_not_masked(registry: Registry) -> None:
    case = registry.site.case(hurt())
    registry.protect("ada", registry.new(case))
    assert registry.site.file(case).lookup("name") == "Kim Berg"
    assert registry.site.file(case).answers["hurt"][0]["age"] == "young"


def test_a_report_that_says_so_is_masked_before_anybody_has_linked_anything(registry: Registry) -> None:
    case = registry.site.case(hurt(hidden="yes"))
    assert registry.site.file(case).answers["hurt"][0]["name"] == "Skyddade uppgifter"
    record = registry.new(case)
    assert registry.persons(case)[0].shown == "Person A"
    assert registry.open("ada", record).name == "Kim Berg"


def test_a_person_who_turns_out_to_be_protected_is_so_in_older_cases_too(registry: Registry) -> None:
    old, fresh = registry.site.case(hurt()), registry.site.case(hurt(hidden="yes"))
    registry.link(fresh, registry.new(old))
    assert registry.persons(old)[0].shown == registry.persons(fresh)[0].shown == "Person A"
    assert registry.suggested(registry.site.case(hurt())) == [[]]


def test_a_protected_person_is_linked_by_the_pseudonym(registry: Registry) -> None:
    record, case = registry.new(registry.site.case(hurt(hidden="yes"))), registry.site.case(hurt(hidden="yes"))
    assert refusal(registry.link, case, "Person B") == "no-such-record"
    registry.link(case, "person a")
    found = registry.persons(case)[0].record
    assert found is not None
    assert found.id == record


def test_a_pseudonym_is_of_one_person_and_stays(registry: Registry) -> None:
    records = [registry.new(registry.site.case(hurt(name))) for name in ("Kim Berg", "Bo Holm")]
    for record in records:
        registry.protect("hal", record)
    registry.protect("hal", records[0], protected=False)
    assert registry.suggested(registry.site.case(hurt())) == [["Kim Berg"]]
    registry.protect("hal", records[0])
    assert [row.pseudonym for row in registry.site.all(tables.Record)] == [1, 2]


def test_a_hidden_name_is_not_shown_by_unlinking_it(registry: Registry) -> None:
    case, said = registry.site.case(hurt()), registry.site.case(hurt(hidden="yes"))
    registry.protect("ada", registry.new(case))
    assert refusal(registry.unlink, case) == "not-yours"
    assert registry.persons(case)[0].shown == "Person A"
    registry.new(said)
    registry.unlink(said)
    assert registry.persons(said)[0].shown == "Skyddade uppgifter"


def test_who_somebody_is_holds_in_every_case_of_the_same_report(registry: Registry) -> None:
    answers = hurt() | {"hurt": [hurt(name)["hurt"][0] for name in ("Kim Berg", "Bo Holm")], "seen_by": "Ali Noor"}  # type: ignore[index]
    first, second = registry.site.cases(registry.site.report(answers).submission)
    witness, exposed = registry.new(first, place=1), registry.new(second, place=0)
    assert [person.shown for person in registry.persons(first)] == ["Kim Berg", "Ali Noor"]
    assert registry.persons(first)[0].record is None
    registry.protect("hal", witness)
    registry.protect("hal", exposed)
    assert [person.shown for person in registry.persons(first)] == ["Kim Berg", "Person A"]
    assert [person.shown for person in registry.persons(second)] == ["Person B", "Person A"]
    registry.why("hal", witness)
    assert {part.id for part in registry.read("hal", witness).parts} == {first.id, second.id}
    registry.why("hal", exposed)
    assert [part.id for part in registry.read("hal", exposed).parts] == [second.id]


def test_a_masked_name_stays_masked_when_its_case_is_merged_or_split(registry: Registry) -> None:
    site, ada = registry.site, registry.site.actor("ada")
    old, target = site.case(hurt()), site.case(hurt("Bo Holm"))
    record = registry.new(old)
    registry.protect("hal", record)
    report = site.file(old).reports[0][0].id
    site.clock.move(hours=1)
    scene = site.scene()
    site.write(lambda session: merge_case(session, scene, old.id, target.id, ada))
    assert [person.shown for person in registry.persons(target)] == ["Bo Holm", "Person A"]
    about = site.write(lambda session: split_case(session, scene, target.id, report, ada))
    (fresh,) = site.all(tables.Case, id=about.id)
    assert [person.shown for person in registry.persons(fresh)] == ["Person A"]
    assert [person.shown for person in registry.persons(target)] == ["Bo Holm"]


def test_only_those_granted_the_records_take_a_protection_away(registry: Registry) -> None:
    record = registry.new(registry.site.case(hurt()))
    registry.protect("ada", record)
    assert refusal(registry.protect, "ada", record) == "changed-meanwhile"
    assert refusal(registry.protect, "ada", record, protected=False) == "not-yours"
    registry.protect("hal", record, protected=False)
    assert kinds(registry, record)[-1] == "record-unprotected"
