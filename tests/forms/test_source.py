"""Tries are counted by the visitor's network, which nobody can work out of what is stored."""

from hashlib import sha256

import pytest

from engine.store import tables
from forms.source import network
from tests.forms.leaks import leaks
from tests.forms.test_dialogue import guessed, opened
from tests.site import Site


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:0:7::1", "2001:db8:0:7:ffff::2", True),
        ("2001:db8:0:7::1", "2001:db8:0:8::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("unix", "", False),
    ],
)
def test_a_visitor_is_told_from_another_by_what_one_subscriber_is_given(one: str, other: str, same: bool) -> None:
    assert (network(one) == network(other)) is same


def test_who_has_many_addresses_of_one_network_guesses_no_more_than_others(site: Site) -> None:
    someone = leaks(site)
    for last in range(20):
        someone.client.environ_base["REMOTE_ADDR"] = f"2001:db8:0:7::{last:x}"
        guessed(someone, 1)
    someone.client.environ_base["REMOTE_ADDR"] = "2001:db8:0:7:1::1"
    assert opened(someone, "0000-0000").page.status == 429
    someone.client.environ_base["REMOTE_ADDR"] = "2001:db8:0:8::1"
    assert opened(someone, "0000-0000").page.status == 200


def test_no_address_can_be_tried_out_on_what_is_stored(site: Site) -> None:
    guessed(leaks(site), 1)
    stored = {row.key for row in site.all(tables.Attempt)}
    every = {sha256(f"{before}127.0.0.1".encode()).hexdigest() for before in ("status ", "status from ", "from ", "")}
    assert len(stored) == 2
    assert stored & every == set()
