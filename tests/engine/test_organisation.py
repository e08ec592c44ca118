"""Who holds what in an organisation."""

from engine.organisation import Holder, Organisation, Unit


def test_functions_are_put_in_order_where_the_organisation_itself_holds_some_of_them() -> None:
    found = [Holder("keeper", "south"), Holder("owner"), Holder("keeper"), Holder("keeper", "north")]
    assert [str(holder) for holder in sorted(found)] == ["keeper", "keeper@north", "keeper@south", "owner"]


def test_some_units_are_named_by_those_that_are_no_parts_of_others_among_them() -> None:
    units = {"region": Unit("region", "Region"), "north": Unit("north", "North", parent="region"), "south": Unit("south", "South")}
    found = Organisation("acme", "Acme", units=units)
    assert found.topmost({"south", "north", "region"}) == ("region", "south")
    assert found.topmost({"north"}) == ("north",)
    assert found.topmost(()) == ()


def test_units_are_meant_with_all_that_are_parts_of_them() -> None:
    units = {"region": Unit("region", "R"), "north": Unit("north", "N", parent="region"), "far": Unit("far", "F", parent="north")}
    place = Organisation("acme", "Acme", units={**units, "south": Unit("south", "S")})
    assert place.below(["north"]) == {"north", "far"}
    assert place.below([]) == place.below(["gone"]) == frozenset()
