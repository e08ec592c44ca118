"""An address can be left on the receipt and in the dialogue, is never demanded nor shown again, and can be taken away."""

from collections.abc import Callable

import pytest

from engine.actions.tell_reporter import contact_of
from engine.store import tables
from engine.store.dialogue import Contact
from tests.forms.leaks import at_receipt
from tests.forms.test_dialogue import at_dialogue
from tests.forms.visitor import Visitor
from tests.site import Site

ADDRESS = "kanarie@acme.example"
places = pytest.mark.parametrize("arrive", [at_receipt, at_dialogue], ids=["receipt", "dialogue"])


def kept(site: Site) -> Contact | None:
    """The address that is kept for the only report."""
    (report,), sealer = site.all(tables.Submission), site.office.sealer
    return site.read(lambda session: contact_of(session, site.org, sealer, report.id))


@places
def test_an_address_is_kept_and_not_shown_again(site: Site, arrive: Callable[[Site], Visitor]) -> None:
    someone = arrive(site)
    someone.press("Spara adressen", {"email": f" {ADDRESS} "})
    assert "Adressen är sparad." in someone.page.text
    assert ADDRESS not in someone.page.html
    assert ADDRESS not in someone.url
    assert kept(site) == Contact(ADDRESS, "sv")


@places
def test_it_can_be_taken_away(site: Site, arrive: Callable[[Site], Visitor]) -> None:
    someone = arrive(site)
    someone.press("Spara adressen", {"email": ADDRESS})
    someone.press("Ta bort adressen")
    assert "Adressen är borttagen." in someone.page.text
    assert kept(site) is None


@places
@pytest.mark.parametrize(("typed", "said"), [("", "Skriv din e-postadress"), ("kanarie", "Skriv e-postadressen så här: namn@exempel.se")])
def test_what_is_no_address_is_said_to_be_so_and_stays(site: Site, arrive: Callable[[Site], Visitor], typed: str, said: str) -> None:
    someone = arrive(site)
    someone.press("Spara adressen", {"email": typed})
    assert (someone.page.status, someone.page.errors, someone.page.value("email")) == (422, [said], typed)
    assert kept(site) is None


def test_one_who_has_sent_nothing_keeps_nothing(site: Site) -> None:
    someone = at_receipt(site)
    someone.client._cookies.clear()
    token = someone.open("/acme/status").value("csrf_token")
    someone.client.post("/acme/leaks/receipt", data={"csrf_token": token, "email": ADDRESS})
    assert kept(site) is None
