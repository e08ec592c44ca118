"""What lies before someone who writes a template: its text, the version it began from, and the draft that they have seen."""

from dataclasses import dataclass, replace

from admin.guard import Visit
from admin.when import When
from engine.actions.template_drafts import Hand
from engine.store import directory, template_drafts
from engine.store.template_drafts import TemplateDraft
from forms.decoder import Posted
from forms.wording import say

MOST_DIGITS = 9


@dataclass(frozen=True)
class Slate:
    """`name` is what the draft is kept under; `base` is None for a new template, `seen` 0 without a draft; `saved` says by whom."""

    name: str
    text: str
    base: int | None = None
    seen: int = 0
    saved: str = ""

    def hand(self, here: Visit) -> Hand:
        """Who is writing."""
        return Hand(self.name, self.seen, here.actor.id, here.now)

    def under(self, name: str) -> "Slate":
        """The same text, kept under the name that it says itself; of another name neither a version nor a draft has been seen."""
        return self if name == self.name else replace(self, name=name, base=None, seen=0)


def sent(posted: Posted) -> Slate:
    """What the editor's page sends back."""
    return Slate(posted.first("name")[:60], posted.first("text"), _number(posted.first("base")), _number(posted.first("seen")) or 0)


def of_draft(here: Visit, name: str) -> Slate | None:
    """The draft of a template, None when nobody is writing one."""
    draft = here.office.read(here.org, lambda session: template_drafts.read(session, here.org, name))
    return Slate(name, draft.source, draft.base, draft.revision, saved(here, draft)) if draft is not None else None


def saved(here: Visit, draft: TemplateDraft) -> str:
    """When a draft was saved, and by whom."""
    author = draft.author
    person = here.office.read(here.org, lambda session: directory.person(session, here.org, author)) if author else None
    when = When(here.organisation, here.now).moment(draft.changed_at)
    return say("editor.saved_by", when=when, who=person.name) if person else say("editor.saved", when=when)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
