"""The column `type` has been spelt in many ways."""

import pytest

from engine.exchange.xlsform.kinds import Kind, kind_of


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("text", Kind("text")),
        (" *Integer* ", Kind("integer")),
        ("q string", Kind("text")),
        ("select_one plats", Kind("select_one", "plats")),
        ("Select one from Plats", Kind("select_one", "Plats")),
        ("select1 plats", Kind("select_one", "plats")),
        ("add select multiple prompt using plats", Kind("select_multiple", "plats")),
        ("select all that apply from plats or specify other", Kind("select_multiple", "plats", other=True)),
        ("select_multiple plats or_other", Kind("select_multiple", "plats", other=True)),
        ("select_one_from_file a.csv", Kind("select_one_from_elsewhere", "a.csv")),
        ("rank plats", Kind("rank", "plats")),
        ("begin_group", Kind("begin group")),
        ("Begin  Repeat", Kind("begin repeat")),
        ("end lgroup", Kind("end repeat")),
        ("photo", Kind("image")),
        ("dateTime", Kind("datetime")),
        ("select_one", Kind("select_one")),
    ],
)
def test_a_type_means_one_sort(written: str, kind: Kind) -> None:
    assert kind_of(written) == kind
