"""E-mail addresses."""

import pytest

from tests.engine.factories import TYPES, checked, parsed, question, refused, unreadable

REFUSED = (
    *("anna", "anna@", "@exempel.se", "a@b@c.se", "a@localhost", "a..b@c.se", ".a@c.se", "a@-c.se", "a@c..se", "a@1.2.3.4", "a@c.s"),
    *("å@c.se", "a@[::1]", "a@c.se\x00", "a@\ud800.se", "a@c。se", '"a b"@c.se'),
    *("a" * 65 + "@c.se", "a@" + "b" * 64 + ".se", "a@" + "b." * 200 + "se"),
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" Anna.Ek@Exempel.SE ", "Anna.Ek@exempel.se"),
        ("anna @ exempel . se", "anna@exempel.se"),
        ("mailto:anna@exempel.se", "anna@exempel.se"),
        ("<anna@exempel.se>,", "anna@exempel.se"),
        ("anna@exempel.se.", "anna@exempel.se"),
        ("a+b@mail.åkeri.se", "a+b@mail.åkeri.se"),
        ("a@xn--keri-poa.se", "a@åkeri.se"),
    ],
)
def test_an_address_is_stored_in_one_form(text: str, value: str) -> None:
    assert parsed(question("email"), text) == value


@pytest.mark.parametrize("text", REFUSED)
def test_what_mail_can_not_be_sent_to_is_refused(text: str) -> None:
    assert refused(question("email"), text) == "not-an-email"


def test_two_addresses_are_refused() -> None:
    assert unreadable(question("email"), "a@exempel.se b@exempel.se") == "not-an-email"


def test_a_line_break_never_gets_through() -> None:
    assert refused(question("email"), "a@exempel.se\r\nBcc: b@exempel.se") == "not-an-email"


@pytest.mark.parametrize("value", [1, ["a@b.se"], {}, True])
def test_what_is_no_text_is_refused(value: object) -> None:
    assert refused(question("email"), value) == "wrong-type"


def test_only_blanks_is_no_answer() -> None:
    assert checked(question("email"), "  ") is None


def test_somebody_elses_address_is_not_filled_in_by_the_browser() -> None:
    assert TYPES["email"].attributes_for(question("email", autocomplete="off"))["autocomplete"] == "off"


def test_the_sentence_shows_how() -> None:
    assert TYPES["email"].say("not-an-email", "sv") == "Skriv e-postadressen så här: namn@exempel.se"
