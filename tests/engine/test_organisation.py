"""Who holds what in an organisation."""

from engine.organisation import Holder


def test_functions_are_put_in_order_where_the_organisation_itself_holds_some_of_them() -> None:
    found = [Holder("keeper", "south"), Holder("owner"), Holder("keeper"), Holder("keeper", "north")]
    assert [str(holder) for holder in sorted(found)] == ["keeper", "keeper@north", "keeper@south", "owner"]
