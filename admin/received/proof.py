"""The proof of a notice in words, line by line. It must not tell more than times and names."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from admin.when import When
from engine.store.notices import Mailed, Proof
from forms.wording import say


def proof_in_words(proof: Proof, when: When, names: Mapping[UUID, str]) -> list[str]:
    """When it was queued, what became of its mail, who saw it, and who acknowledged it."""
    return list(_lines(proof, when, names))


def _lines(proof: Proof, when: When, names: Mapping[UUID, str]) -> Iterator[str]:
    yield say("received.proof.queued", when=when.moment(proof.queued))
    yield _mail(proof.mail, when)
    yield _by("seen", proof.seen, proof.seen_by, when, names=names)
    yield _by("acknowledged", proof.acknowledged, proof.acknowledged_by, when, names=names)


def _mail(mail: Mailed | None, when: When) -> str:
    if mail is None:
        return say("received.proof.no_mail")
    if mail.sent is not None:
        return say("received.proof.mailed", when=when.moment(mail.sent))
    return say("received.proof.mail_failed", when=when.moment(mail.failed)) if mail.failed else say("received.proof.mail_waits")


def _by(what: str, at: datetime | None, person: UUID | None, when: When, *, names: Mapping[UUID, str]) -> str:
    if at is None:
        return say(f"received.proof.not_{what}")
    name = names.get(person) if person else None
    said = when.moment(at)
    return say(f"received.proof.{what}_by", name=name, when=said) if name else say(f"received.proof.{what}", when=said)
