"""An e-mail address."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from engine.errors import AnswerError
from engine.fields import Context, FieldType, Question, Sent, Value, only

_LONGEST = 254
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class Email(FieldType):
    """The stored value is an address that mail can be sent to, its domain in small letters."""

    name = "email"
    free_text = True
    taps = 0
    attributes: ClassVar[Mapping[str, str]] = {"type": "email", "autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
    schema: ClassVar[Mapping[str, Any]] = {"autocomplete": {"enum": ["email", "off"]}}
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Skriv e-postadressen som svar på frågan ”{label}”",
            "not-an-email": "Skriv e-postadressen så här: namn@exempel.se",
        },
        "en": {
            "required": "Write the e-mail address as the answer to “{label}”",
            "not-an-email": "Write the e-mail address like this: name@example.com",
        },
    }

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """`autocomplete: off` where the address is somebody else's."""
        return {**self.attributes, "autocomplete": question.keys.get("autocomplete", "email")}

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The address without blanks, and without what often comes along when it is copied."""
        text = only(sent)
        return "".join(text.split()).removeprefix("mailto:").strip("<>;,").removesuffix(".") if text else None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """An address with one @, a local part and a domain of at least two plausible labels."""
        if not isinstance(value, str):
            raise AnswerError("wrong-type")
        if not value.strip():
            return None
        return address(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """An address, international domains too."""
        return {"type": "string", "format": "idn-email", "maxLength": _LONGEST}


def address(text: str) -> str:
    """The address in its one form; raises AnswerError for anything else."""
    local, at, domain = text.partition("@")
    labels = _labels(domain) if len(text) <= _LONGEST else None
    if not at or len(local) > 64 or not _LOCAL.fullmatch(local) or labels is None:
        raise AnswerError("not-an-email")
    return f"{local}@{'.'.join(labels)}"


def _labels(domain: str) -> list[str] | None:
    """The labels of a domain name in their one form; None when it can not be one."""
    found = []
    for label in domain.split("."):
        try:
            plain, shown = _forms(label)
        except UnicodeError:
            return None
        if not _LABEL.fullmatch(plain):
            return None
        found.append(shown)
    return found if len(found) > 1 and len(plain) > 1 and not plain.isdigit() else None


def _forms(label: str) -> tuple[str, str]:
    """A label as names are looked up, and as people read it; raises UnicodeError."""
    if label.isascii() and not label.lower().startswith("xn--"):
        return label.lower(), label.lower()
    plain = label.encode("idna").decode("ascii").lower()
    return plain, plain.encode("ascii").decode("idna")
