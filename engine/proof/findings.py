"""What a check finds in a template: a code, a place, how sure it is, and the answers that show it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.errors import Mark
from engine.organisation import Organisation

REFUTED = "refuted"
"""It is shown that the template does not hold what it must: it can not be published."""
NOT_PROVED = "not-proved"
"""The search ran into its limit before it knew: someone has to accept that."""
HINT = "hint"
"""Advice that only warns."""
PROVED = "proved"


@dataclass(frozen=True)
class Shown:
    """A small example: answers as stored values, in which organisation, and what is then done in which step."""

    answers: Mapping[str, Any]
    organisation: Organisation
    acts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """One thing that a check has to say. `facts` are the places of its sentence; a text by language among them is said in one.

    `check` names the check it belongs to, one of `CHECKS`.
    """

    check: str
    code: str
    severity: str
    mark: Mark
    facts: Mapping[str, Any] = field(default_factory=dict)
    shown: Shown | None = None

    @property
    def key(self) -> str:
        """How a person's acceptance of it is written down: its code and line, and the file where that is not the text itself."""
        return " ".join((self.code, str(self.mark.line), *((self.mark.file,) if self.mark.file else ())))
