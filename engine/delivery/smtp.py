"""Sends one mail by SMTP. Its headers hold our own words only; an answer of 5xx is final, anything else is tried again."""

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

from engine.config import Settings
from engine.mails import Refused, Waiting

TIMEOUT = 20.0


@dataclass(frozen=True)
class Smtp:
    """A mail server, spoken to once per mail."""

    host: str
    port: int
    sender: str
    tls: str = "starttls"
    user: str = ""
    password_file: Path | None = None
    timeout: float = TIMEOUT

    def send(self, waiting: Waiting) -> tuple[str, ...]:
        """Hands the mail over; the recipients that were refused while others were taken. Raises Refused."""
        try:
            server = self._connected()
        except smtplib.SMTPResponseException as error:
            # whatever the server has against us is ours to mend, not a reason to give the mail up
            raise Refused(_said(error), final=False) from None
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise Refused(f"{type(error).__name__}: {error}", final=False) from None
        try:
            return self._handed_over(server, waiting)
        finally:
            _leave(server)

    def _handed_over(self, server: smtplib.SMTP, waiting: Waiting) -> tuple[str, ...]:
        try:
            return tuple(server.send_message(message(waiting, self.sender), self.address, list(waiting.recipients)))
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise Refused(f"recipients refused {codes}", final=all(code >= 500 for code in codes)) from None
        except smtplib.SMTPResponseException as error:
            raise Refused(_said(error), final=error.smtp_code >= 500 and not isinstance(error, smtplib.SMTPSenderRefused)) from None
        except (smtplib.SMTPException, OSError) as error:
            raise Refused(f"{type(error).__name__}: {error}", final=False) from None

    @property
    def address(self) -> str:
        """The sender's bare address."""
        return parseaddr(self.sender)[1]

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.tls == "starttls":
                server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
            if self.user and self.password_file is not None:
                server.login(self.user, self.password_file.read_text(encoding="utf-8").partition("\n")[0].strip())
        except (OSError, ValueError, smtplib.SMTPException):
            server.close()
            raise
        return server


@dataclass(frozen=True)
class Shelf:
    """No mail server: mail is taken as sent, and can be read where it lies. For demonstrations."""

    note: Callable[[Waiting], None] = lambda waiting: None

    def send(self, waiting: Waiting) -> tuple[str, ...]:
        """Takes it."""
        self.note(waiting)
        return ()


def sender_from(settings: Settings) -> Smtp | None:
    """The mail server that the settings name, None when they name none: mail then waits in the outbox."""
    if not settings.smtp_host:
        return None
    return Smtp(
        settings.smtp_host, settings.smtp_port, settings.smtp_from, settings.smtp_tls, settings.smtp_user, settings.smtp_password_file
    )


def message(waiting: Waiting, sender: str) -> EmailMessage:
    """The mail: plain text, marked as automatic, with an id that is the same each time it is tried."""
    mail = EmailMessage(policy=_PLAIN)
    mail["From"] = sender
    mail["To"] = ", ".join(_header(recipient) for recipient in waiting.recipients)
    mail["Subject"] = _header(waiting.subject)
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = f"<{waiting.key}@{parseaddr(sender)[1].rpartition('@')[2] or 'mallverk.invalid'}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(waiting.body)
    return mail


_PLAIN = SMTP.clone(cte_type="7bit")
"""Servers that take no eight-bit text are left nothing to change."""


def _header(text: str) -> str:
    """One line without encoded words: some Python versions let those open a new header (CVE-2025-11468)."""
    return " ".join(text.split()).replace("=?", "= ?")


def _leave(server: smtplib.SMTP) -> None:
    """Says goodbye; how the server takes it changes nothing of what it has taken."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _said(error: smtplib.SMTPResponseException) -> str:
    answer = error.smtp_error
    return f"{error.smtp_code} {answer.decode('utf-8', 'replace') if isinstance(answer, bytes) else answer}"
