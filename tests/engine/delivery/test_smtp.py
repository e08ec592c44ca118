"""Sending a mail: nothing of a visitor gets into a header, and whatever the mail server does is either final or tried again."""

import socket
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from engine.config import Settings
from engine.delivery.smtp import Shelf, Smtp, message, sender_from
from engine.mails import Refused, Waiting
from tests.engine.delivery.sink import DROP, HANG, Sink, sink

HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}
PAYLOADS = (
    "a\r\nBcc: evil@example.com",
    "a\nBcc: evil@example.com",
    "a\rBcc: evil@example.com",
    "a\x0bBcc: evil@example.com\x0c\x1c\x1d\x1e\x85\u2028\u2029",
    "=?utf-8?q?a=0D=0ABcc=3A_evil=40example=2Ecom?=",
    "=?utf-8?b?YQ0KQmNjOiBldmlsQGV4YW1wbGUuY29t?=",
    "=?=?utf-8?q?a=0ABcc:_evil?= ?=",
    "a" * 2000,
    "ä" * 300,
    "\x00\x1b[31m",
    "\u202eevil",
)


def waiting(
    *to: str, subject: str = "Ett ärende väntar på dig (2026-7F4KM)", body: str = "Öppna ärendet:\nhttps://x.example/\n"
) -> Waiting:
    """A mail that a worker has claimed."""
    return Waiting("acme", UUID(int=1), "the-key", to or ("ada@acme.example",), subject, body)


def send(server: Sink, *to: str, **more: float) -> tuple[str, ...]:
    """Hands a mail over to a server; who was refused."""
    return Smtp("127.0.0.1", server.port, "mallverk@acme.example", "none", timeout=more.get("timeout", 5)).send(waiting(*to))


def refusal(server: Sink, *to: str, timeout: float = 5) -> Refused:
    """Why the server does not take it."""
    with pytest.raises(Refused) as caught:
        send(server, *to, timeout=timeout)
    return caught.value


def arrived(server: Sink) -> EmailMessage:
    """The only mail that the server took."""
    (raw,) = server.mails
    return cast(EmailMessage, message_from_bytes(raw, policy=default))


def test_a_mail_arrives_with_exactly_its_own_headers() -> None:
    with sink() as server:
        assert send(server, "ada@acme.example", "bo@acme.example") == ()
    mail = arrived(server)
    assert set(mail.keys()) == HEADERS
    assert server.envelopes == [("mallverk@acme.example", ("ada@acme.example", "bo@acme.example"))]
    assert (mail["Subject"], mail["To"]) == ("Ett ärende väntar på dig (2026-7F4KM)", "ada@acme.example, bo@acme.example")
    assert mail.get_content().splitlines() == ["Öppna ärendet:", "https://x.example/"]


def test_a_mail_says_that_a_machine_wrote_it_so_that_no_machine_answers() -> None:
    mail = message(waiting(), "mallverk@acme.example")
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")


def test_the_message_id_is_the_same_each_time() -> None:
    with sink() as server:
        send(server)
        send(server)
    ids = {message_from_bytes(raw, policy=default)["Message-ID"] for raw in server.mails}
    assert ids == {"<the-key@acme.example>"}


def test_a_sender_with_a_name_keeps_its_name_and_sends_from_its_address() -> None:
    with sink() as server:
        Smtp("127.0.0.1", server.port, "Mallverk <mallverk@acme.example>", "none").send(waiting())
    assert server.envelopes[0][0] == "mallverk@acme.example"
    assert arrived(server)["From"] == "Mallverk <mallverk@acme.example>"
    assert arrived(server)["Message-ID"] == "<the-key@acme.example>"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_subject_opens_a_new_header(payload: str) -> None:
    raw = message(waiting(subject=payload), "mallverk@acme.example").as_bytes()
    mail = message_from_bytes(raw, policy=default)
    assert set(mail.keys()) == HEADERS
    assert mail["Bcc"] is None


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_of_a_body_gets_out_of_it(payload: str) -> None:
    with sink() as server:
        Smtp("127.0.0.1", server.port, "mallverk@acme.example", "none").send(waiting(body=f"{payload}\r\n.\r\nMAIL FROM:<evil>\r\n"))
    assert set(arrived(server).keys()) == HEADERS
    assert len(server.envelopes) == 1


def test_a_mail_holds_no_eight_bit_text() -> None:
    assert message(waiting(), "mallverk@acme.example").as_bytes().isascii()


@pytest.mark.parametrize("step", ["RCPT", "DATA", "END"])
def test_a_refusal_of_the_mail_itself_is_final(step: str) -> None:
    with sink(**{step: "550 no such mailbox"}) as server:
        assert refusal(server).final


@pytest.mark.parametrize("step", ["RCPT", "DATA", "END", "MAIL", "EHLO", "GREETING"])
def test_a_mail_that_is_put_off_is_tried_again(step: str) -> None:
    with sink(**{step: "451 come back later"}) as server:
        assert not refusal(server).final


@pytest.mark.parametrize("step", ["GREETING", "EHLO", "MAIL"])
def test_a_refusal_of_the_installation_is_ours_to_mend_and_tried_again(step: str) -> None:
    with sink(**{step: "554 not you"}) as server:
        assert not refusal(server).final


@pytest.mark.parametrize("step", ["GREETING", "EHLO", "MAIL", "RCPT", "DATA", "END"])
def test_a_server_that_hangs_up_is_tried_again(step: str) -> None:
    with sink(**{step: DROP}) as server:
        assert not refusal(server).final


@pytest.mark.parametrize("step", ["GREETING", "MAIL", "END"])
def test_a_server_that_says_nothing_is_left_and_tried_again(step: str) -> None:
    with sink(**{step: HANG}) as server:
        assert not refusal(server, timeout=0.2).final


def test_a_closed_port_is_tried_again() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(Refused, match="ConnectionRefusedError") as caught:
            Smtp("127.0.0.1", taken.getsockname()[1], "mallverk@acme.example", "none").send(waiting())
    assert not caught.value.final


def test_a_host_that_does_not_exist_is_tried_again() -> None:
    with pytest.raises(Refused) as caught:
        Smtp("no.such.host.invalid", 25, "mallverk@acme.example", "none").send(waiting())
    assert not caught.value.final


@pytest.mark.parametrize("goodbye", ["421 busy", "500 what", DROP])
def test_what_was_taken_is_sent_however_the_server_says_goodbye(goodbye: str) -> None:
    with sink(QUIT=goodbye) as server:
        assert send(server) == ()
    assert len(server.mails) == 1


def test_those_who_are_refused_while_others_are_taken_are_told_of() -> None:
    with sink() as server:
        server.answers = {"RCPT bo@acme.example": "550 no such mailbox"}
        assert send(server, "ada@acme.example", "bo@acme.example") == ("bo@acme.example",)
    assert server.envelopes[0][1] == ("ada@acme.example",)


def test_when_some_are_refused_for_good_and_others_for_now_it_is_tried_again() -> None:
    with sink() as server:
        server.answers = {"RCPT ada@acme.example": "550 no such mailbox", "RCPT bo@acme.example": "450 full"}
        assert not refusal(server, "ada@acme.example", "bo@acme.example").final


def test_a_server_without_encryption_gets_nothing_when_encryption_is_asked_for() -> None:
    with sink() as server, pytest.raises(Refused) as caught:
        Smtp("127.0.0.1", server.port, "mallverk@acme.example", "starttls").send(waiting())
    assert not caught.value.final
    assert server.mails == []


def test_a_server_that_speaks_no_tls_gets_nothing_when_tls_is_asked_for() -> None:
    with sink() as server, pytest.raises(Refused) as caught:
        Smtp("127.0.0.1", server.port, "mallverk@acme.example", "tls", timeout=0.5).send(waiting())
    assert not caught.value.final


@pytest.mark.parametrize("content", ["", "secret", None])
def test_a_password_that_is_missing_or_wrong_is_ours_to_mend(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "password").write_text(content, encoding="utf-8")
    with sink() as server, pytest.raises(Refused) as caught:
        Smtp("127.0.0.1", server.port, "mallverk@acme.example", "none", "user", tmp_path / "password").send(waiting())
    assert not caught.value.final
    assert "secret" not in caught.value.reason


def test_another_mail_server_takes_it_too() -> None:
    class Handler:
        mails: list[bytes]

        def __init__(self) -> None:
            self.mails = []

        async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
            self.mails.append(envelope.content)  # type: ignore[attr-defined]
            return "250 OK"

    handler = Handler()
    controller = Controller(handler, hostname="127.0.0.1", port=0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        controller.port = free.getsockname()[1]
    controller.start()
    try:
        assert Smtp("127.0.0.1", controller.port, "mallverk@acme.example", "none").send(waiting()) == ()
    finally:
        controller.stop()
    assert message_from_bytes(handler.mails[0], policy=default)["Subject"] == waiting().subject


def test_without_a_mail_server_in_the_settings_nothing_sends() -> None:
    assert sender_from(Settings.read({})) is None


def test_the_settings_name_the_mail_server() -> None:
    environment = {"MALLVERK_SMTP_HOST": "mail.acme.example", "MALLVERK_SMTP_FROM": "mallverk@acme.example", "MALLVERK_SMTP_TLS": "tls"}
    assert sender_from(Settings.read(environment)) == Smtp("mail.acme.example", 587, "mallverk@acme.example", "tls")


def test_a_shelf_takes_everything_and_shows_it() -> None:
    seen: list[Waiting] = []
    assert Shelf(seen.append).send(waiting()) == ()
    assert seen == [waiting()]
