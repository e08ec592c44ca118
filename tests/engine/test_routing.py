"""Who gets a report: the first route that holds, looked up unit, parent, organisation; and who must never get in."""

from datetime import date
from typing import Any

from engine.answers import values_of
from engine.organisation import Holder, Organisation, Unit
from engine.routing import Place, Routed, route
from engine.template.model import FormTemplate
from tests.engine.written import form, loaded

UNITS = {"area": Unit("area", "Area"), "north": Unit("north", "North", parent="area"), "south": Unit("south", "South")}
WHO = form("who: {type: choice, label: Who, options: {one: One, boss: Boss, all: All}}")
TEMPLATE = loaded(
    WHO,
    """
    functions:
      desk: Desk
      boss: {label: Boss, backup: chief}
      chief: {label: Chief, backup: owner}
      owner: {label: Owner, held_by: organisation}
    routing:
      - {when: {who: boss}, to: chief, never_to: [boss], copy_to: [owner, desk]}
      - {when: {who: all}, to: boss, never_to: [boss, desk, chief, owner], copy_to: [boss]}
      - {to: desk}
    """,
)


def organisation(**boxes: str) -> Organisation:
    """An organisation whose mailboxes hold these; `desk__north` is the desk at north."""
    return Organisation("acme", "Acme", units=UNITS, mailboxes={Holder.read(name.replace("__", "@")): key for name, key in boxes.items()})


EVERY = organisation(desk__north="n", desk="d", boss__north="b", chief__area="c", chief="cc", owner="o")


def routed(who: str, where: Organisation = EVERY, unit: str | None = "north", template: FormTemplate = TEMPLATE) -> Routed:
    """Where a report goes."""
    answers: dict[str, Any] = {"who": who}
    return route(Place(template, where, unit), values_of(template.form, answers, where), date(2026, 11, 20))


def test_a_function_of_the_unit_gets_the_report() -> None:
    assert str(routed("one").receiver) == "desk@north"


def test_a_function_is_looked_up_unit_then_parent_then_organisation() -> None:
    assert str(routed("boss").receiver) == "chief@area"
    assert str(routed("boss", unit="south").receiver) == "chief"
    assert str(routed("one", unit="south").receiver) == "desk"


def test_without_a_unit_the_organisations_own_functions_are_used() -> None:
    assert str(routed("one", unit=None).receiver) == "desk"


def test_a_unit_that_is_not_there_falls_back_on_the_organisation() -> None:
    assert str(routed("one", unit="gone").receiver) == "desk"


def test_what_the_organisation_holds_skips_the_units() -> None:
    where = organisation(desk="d", owner__north="unit", owner="top")
    assert str(Place(TEMPLATE, where, "north").holder("owner")) == "owner"


def test_the_first_route_that_holds_decides() -> None:
    both = loaded(WHO, "routing: [{when: {who: one}, to: boss}, {when: {who: one}, to: desk}, {to: expert}]")
    where = organisation(desk="d", boss="b", expert="e")
    assert str(routed("one", where, template=both).receiver) == "boss"
    assert str(routed("all", where, template=both).receiver) == "expert"


def test_a_written_holder_is_function_and_unit_or_the_function_alone() -> None:
    assert [str(Holder("desk", "north")), str(Holder("desk"))] == ["desk@north", "desk"]
    assert Holder.read("desk@north") == Holder("desk", "north")


def test_never_to_shuts_out_those_who_hold_the_function_for_the_unit() -> None:
    assert routed("boss").excluded == {Holder("boss", "north")}
    assert routed("boss", organisation(boss="b", chief="c")).excluded == {Holder("boss")}


def test_copies_go_to_those_who_hold_the_functions_here() -> None:
    assert [str(holder) for holder in routed("boss").copy_to] == ["owner", "desk@north"]


def test_nobody_who_is_shut_out_gets_a_copy() -> None:
    assert routed("all").copy_to == ()


def test_where_nobody_holds_the_function_its_backup_gets_the_report() -> None:
    assert str(routed("boss", organisation(owner="o")).receiver) == "owner"


def test_where_the_receiver_is_shut_out_its_backup_gets_the_report() -> None:
    template = loaded(WHO, "functions: {boss: {label: B, backup: chief}, chief: C}", "routing: [{to: boss, never_to: [boss]}]")
    assert str(routed("one", organisation(boss__north="b", chief="c"), template=template).receiver) == "chief"


def test_another_function_of_a_mailbox_that_is_shut_out_does_not_get_in_either() -> None:
    same = organisation(boss__north="b", chief__north="b", owner="o", desk="d")
    assert str(routed("boss", same).receiver) == "owner"
    assert [str(holder) for holder in routed("boss", organisation(boss__north="b", desk__north="b", chief="c")).copy_to] == []


def test_no_report_is_left_without_a_receiver_while_someone_at_the_top_can_have_it() -> None:
    assert str(routed("one", organisation(owner="o")).receiver) == "owner"
    no_route = loaded(WHO, "routing: [{when: {who: boss}, to: boss}]")
    assert str(routed("one", organisation(owner="o"), template=no_route).receiver) == "owner"


def test_where_everyone_is_shut_out_there_is_no_receiver() -> None:
    assert routed("all", organisation(desk__north="n", boss__north="b", chief__area="c", owner="o")).receiver is None


def test_a_ring_of_backups_ends() -> None:
    ring = loaded("functions: {a: {label: A, backup: b}, b: {label: B, backup: a}}", "routing: [{to: a}]")
    assert routed("x", organisation(), template=ring).receiver is None


def test_a_ring_of_units_ends() -> None:
    units = {"a": Unit("a", "A", parent="b"), "b": Unit("b", "B", parent="a")}
    assert list(Organisation("acme", "Acme", units=units).chain("a")) == ["a", "b", None]
