"""The messages with whoever sent a report, in words for those who work on it. It must not know a request."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from admin.book import Book
from admin.when import When
from engine.fields.file import size_in_words
from engine.store import attachments
from engine.store.dialogue import Author, Message
from engine.template.model import FormTemplate
from forms.wording import language, say


@dataclass(frozen=True)
class Said:
    """A message as the page shows it: who wrote it, when, what, and the files that came along, each with where it is saved from."""

    who: str
    when: str
    iso: str
    text: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Teller:
    """Tells the messages about reports. `link` says where a file is saved from."""

    book: Book
    when: When
    names: Mapping[UUID, str]
    files: attachments.Files
    link: Callable[[str], str]

    def told(self, messages: Iterable[Message], template: FormTemplate) -> list[Said]:
        """The messages, oldest first."""
        return [self._said(message, template) for message in messages]

    def _said(self, message: Message, template: FormTemplate) -> Said:
        who = self._who(message.author, template) if message.author else say("dialogue.reporter")
        files = tuple((self._file(self.files[id]), self.link(id)) for id in message.files if id in self.files)
        return Said(who, self.when.moment(message.at), message.at.isoformat(), message.text, files)

    def _who(self, author: Author, template: FormTemplate) -> str:
        """The name, which colleagues see, and what the reporter was shown."""
        shown = self.book.function(template, author.function) or self.book.organisation.name
        code = "named" if author.named else "unnamed"
        return say(f"dialogue.{code}", name=self.names.get(author.person, ""), function=shown)

    @staticmethod
    def _file(kept: attachments.Kept) -> str:
        return f"{kept.attachment.name} ({size_in_words(kept.attachment.size, language())})"
