"""The page of a dialogue: what has happened, what has been written, and ways to write. It must name nobody who has not chosen it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template

from engine.actions.tell_reporter import contact_of
from engine.attachments import Attachment
from engine.calendars import moment_in_words
from engine.fields import Context
from engine.fields.file import size_in_words
from engine.ids import show_reference
from engine.organisation import Organisation
from engine.store import attachments
from engine.store.dialogue import Message, messages
from engine.store.readers import names_of
from forms.contact import contact_field
from forms.dialogue_form import TEXT, Filled, filled, message_form
from forms.door import door
from forms.progress import of_report
from forms.receipt_words import ReceiptWords
from forms.view import Asked, error_lines
from forms.wording import language, say


@dataclass(frozen=True)
class Said:
    """A message as the page shows it: who wrote it, when, and what."""

    who: str
    when: str
    iso: str
    text: str
    files: tuple[str, ...]


def drawn(
    organisation: Organisation,
    report: UUID,
    *,
    sent: Filled | None = None,
    begun: str = "",
    address: Asked | None = None,
    done: str = "",
    refused: str = "",
) -> str:
    """The page, with what was typed and what is wrong with it; `begun` is a text that stands in the form from the start."""
    org, office = organisation.key, door().office
    found = of_report(organisation, report)
    told, kept = office.read(org, lambda session: _written(session, org, report, found.words))
    context = Context(organisation, office.clock(), language())
    form = sent or filled(message_form(), context, begun={TEXT: begun} if begun else None)
    fields, address = form.fields(), address or contact_field(organisation)
    facts = {"org": org, "reference": show_reference(found.row.reference), "words": found.words, "messages": told}
    facts |= {"fields": fields, "address": address, "kept": kept, "done": done, "refused": refused}
    return render_template("dialogue.html", **facts, errors=error_lines([*fields, address]))


def _written(session: Any, org: str, report: UUID, words: ReceiptWords) -> tuple[list[Said], bool]:
    """What has been written, oldest first, and whether an address is kept."""
    sealer = door().office.sealer
    every = messages(session, sealer, org, report, [report])
    named = {message.author.person for message in every if message.author and message.author.named}
    names = names_of(session, org, named)
    files = attachments.of_report(session, sealer, org, report) if any(message.files for message in every) else {}
    known = {id: file.attachment for id, file in files.items()}
    return [_said(message, words, names, known) for message in every], contact_of(session, org, sealer, report) is not None


def _said(message: Message, words: ReceiptWords, names: Mapping[UUID, str], files: Mapping[str, Attachment]) -> Said:
    local, author = message.at.astimezone(words.zone), message.author
    who = say("public.dialogue.you") if author is None else words.start.holder_in_words(author.function)
    if author is not None and author.named and author.person in names:
        who = say("public.dialogue.named", name=names[author.person], function=who)
    came = tuple(f"{files[id].name} ({size_in_words(files[id].size, language())})" for id in message.files if id in files)
    return Said(who, moment_in_words(local, words.start.language), local.isoformat(timespec="minutes"), message.text, came)
