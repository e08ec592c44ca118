"""Writing a template: saving, giving up and publishing its one draft. Whoever has not seen the last revision overwrites nothing."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.publish import PROVED, publish
from engine.errors import NotPossible
from engine.store import journal, tables, template_drafts, templates
from engine.store.acceptance import Acceptance
from engine.template.layers import Opener, first_of, from_texts, nothing
from engine.template.load import load

LONGEST = 256 * 1024
"""What a page can send in one field."""


@dataclass(frozen=True)
class Hand:
    """Who acts on the draft of which template, when, and which revision of it they have before them: 0 for none."""

    name: str
    seen: int
    person: UUID | None
    now: datetime


def save_draft(session: Session, org: str, hand: Hand, text: str, *, base: int | None) -> int:
    """Keeps the text, whatever is wrong with it, and gives its revision. `base` is the version that it began from, None for a new template.

    Refused with `draft-changed` when somebody has saved, discarded or published meanwhile, and with `draft-unstorable` for a text
    that no template can be.
    """
    row = _seen(session, org, hand)
    if not _storable(text):
        raise NotPossible("draft-unstorable", most=LONGEST // 1024)
    if base is not None and templates.version(session, org, hand.name, base) is None:
        raise NotPossible("no-such-version")
    if row is None:
        row = tables.TemplateDraft(org=org, name=hand.name, revision=0)
        session.add(row)
    row.source, row.base = text, base
    _next(session, row, hand)
    found = {"template": hand.name, "revision": row.revision, "digest": sha256(text.encode()).hexdigest()}
    journal.append(session, org, journal.ORGANISATION, "draft-saved", at=hand.now, person=hand.person, facts=found)
    return row.revision


def discard_draft(session: Session, org: str, hand: Hand) -> None:
    """Gives the draft up. Refused with `no-such-draft` when there is none."""
    row, _ = _empty(session, org, hand)
    _next(session, row, hand)
    found = {"template": hand.name, "revision": row.revision}
    journal.append(session, org, journal.ORGANISATION, "draft-discarded", at=hand.now, person=hand.person, facts=found)


def restore_version(session: Session, org: str, hand: Hand, version: int) -> int:
    """Makes a published text the draft for a new version, to be published after the one in use; its revision."""
    stored = templates.version(session, org, hand.name, version)
    if stored is None:
        raise NotPossible("no-such-version")
    used = templates.in_use(session, org, hand.name)
    revision = save_draft(session, org, hand, stored.source, base=used.version if used is not None else None)
    found = {"template": hand.name, "version": version, "revision": revision}
    journal.append(session, org, journal.ORGANISATION, "version-restored", at=hand.now, person=hand.person, facts=found)
    return revision


def publish_draft(session: Session, org: str, hand: Hand, ready: Opener = nothing, *, accepted: Acceptance = PROVED) -> int:
    """Takes the draft into use, with what is `accepted` though it is not proved; the number of the version. The draft is then no more.

    The files that it takes with it are those that are `ready` for all, or else those that its versions have had.

    Raises InvalidTemplate with every fault. Refused with `draft-behind` when another version than the draft's base is in use, and
    with `draft-of-another` when the text has another name.
    """
    row, source = _empty(session, org, hand)
    template = load(source, first_of(ready, from_texts(templates.files(session, org, hand.name))))
    if template.name != hand.name:
        raise NotPossible("draft-of-another", name=template.name)
    used = templates.in_use(session, org, hand.name)
    number = used.version if used is not None else None
    if number != row.base:
        raise NotPossible("draft-behind", base=row.base, published=number)
    _next(session, row, hand)
    return publish(session, org, template, hand.now, hand.person, accepted=accepted)


def _seen(session: Session, org: str, hand: Hand) -> tables.TemplateDraft | None:
    """The held row, when its last revision is the one that the person has seen; a draft that is no more is as good as none."""
    row = template_drafts.held(session, org, hand.name)
    current = row.revision if row is not None and row.source is not None else 0
    if hand.seen != current:
        raise NotPossible("draft-changed", revision=current)
    return row


def _empty(session: Session, org: str, hand: Hand) -> tuple[tables.TemplateDraft, str]:
    """The row without its draft, and the text that it had."""
    row = _seen(session, org, hand)
    if row is None or row.source is None:
        raise NotPossible("no-such-draft")
    source, row.source = row.source, None
    return row, source


def _next(session: Session, row: tables.TemplateDraft, hand: Hand) -> None:
    row.revision, row.changed_at, row.author = row.revision + 1, hand.now, hand.person
    session.flush()


def _storable(text: str) -> bool:
    """True for what both stores keep as it is, and a template could be long enough for."""
    try:
        return len(text.encode()) <= LONGEST and "\0" not in text
    except UnicodeEncodeError:
        return False
