"""Which answers may come out by which channel, in one table; and that a reader of the documents finds it."""

import re

import pytest

from engine.sensitivity import Channel, may_show
from engine.template.counted import counted
from tests.engine.written import asking
from tests.site import CHECKOUT

ASKED = asking(
    """
    place: {type: unit, label: P, routes: true}
    text: {type: text, label: F}
    open: {type: text, label: O, personal: false}
    shut: {type: choice, label: C, options: {a: A}}
    counted: {type: choice, label: T, options: {a: A}, statistics: true}
    both: {type: choice, label: B, options: {a: A}, statistics: true, personal: true}
    touchy: {type: choice, label: S, options: {a: A}, statistics: true, sensitive: true}
    """
).form
NOTHING: set[str] = set()
SHOWN = {
    Channel.MAIL: {"place"},
    Channel.LOG: NOTHING,
    Channel.ADDRESS: NOTHING,
    Channel.TITLE: NOTHING,
    Channel.STATISTICS: {"counted", "both", "touchy"},
    Channel.REPORT: {"counted", "touchy"},
    Channel.FILTER: {"counted"},
    Channel.FLAG: {"place", "text", "open", "shut", "counted", "both"},
    Channel.SIGNAL: {"counted"},
    Channel.EXPORT: NOTHING,
    Channel.SEARCH: NOTHING,
    Channel.RETENTION: {"counted", "touchy"},
}
GRANTED = SHOWN | {Channel.REPORT: {"counted", "both", "touchy"}, Channel.FILTER: {"counted", "both"}, Channel.EXPORT: {"counted", "both"}}
"""To someone who may read the answers themselves."""


def shown(channel: Channel, *, granted: bool = False) -> set[str]:
    """The questions whose answers a channel may show."""
    return {question.id for question in ASKED.every() if may_show(question, channel, granted=granted)}


@pytest.mark.parametrize("channel", Channel)
def test_each_channel_shows_what_the_table_says_and_no_more(channel: Channel) -> None:
    assert shown(channel) == SHOWN[channel]
    assert shown(channel, granted=True) == GRANTED[channel]


def test_a_unit_that_is_personal_is_in_no_mail() -> None:
    found = asking("place: {type: unit, label: P, routes: true, personal: true}").routing_question()
    assert found is not None
    assert not may_show(found, Channel.MAIL)


def test_what_is_counted_is_what_may_be() -> None:
    assert set(counted(ASKED, ())) == shown(Channel.STATISTICS)


def test_each_channel_stands_in_the_document_on_security() -> None:
    table = re.findall(r"^\| `(\w+)` \|", (CHECKOUT / "docs" / "security.md").read_text(encoding="utf-8"), re.M)
    assert table == [channel.value for channel in Channel]
