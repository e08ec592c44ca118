"""The dialogues about some reports, as one who reads these has them before them."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from engine.actions.scene import Scene
from engine.store import dialogue
from engine.store.dialogue import Message
from engine.store.sight import Sight

Dialogues = Mapping[UUID, tuple[Message, ...]]
"""The messages with whoever sent a report, of each report that has such a dialogue and whose words the reader may see."""


def dialogues_of(session: Session, scene: Scene, eyes: Sight, holder: UUID, reports: list[UUID]) -> Dialogues:
    """The messages about reports, opened by the keys of who holds them. Whoever is shut out of a report sees none of it."""
    seen = dialogue.those_seen(session, eyes, reports)
    found: dict[UUID, list[Message]] = {report: [] for report in reports if report in seen}
    for message in dialogue.messages(session, scene.sealer, scene.org, holder, seen):
        found[message.submission].append(message)
    return {report: tuple(messages) for report, messages in found.items()}


def writers(dialogues: Dialogues) -> set[UUID]:
    """Everyone among the staff who has written."""
    return {message.author.person for messages in dialogues.values() for message in messages if message.author}


def along(dialogues: Dialogues) -> list[str]:
    """The ids of the files that came along with messages."""
    return [id for messages in dialogues.values() for message in messages for id in message.files]
