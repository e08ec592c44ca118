"""A row that asks something, with all that its shape may lean on, and the shape that it gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.exchange.clauses import Clause
from engine.exchange.notes import Notes
from engine.exchange.xlsform.kinds import Kind
from engine.exchange.xlsform.known import Known
from engine.exchange.xlsform.options import Lists
from engine.exchange.xlsform.relevant import Reader
from engine.exchange.xlsform.tables import Row
from engine.exchange.xlsform.wordings import Wording, word

OWN_COLUMN = "mallverk"
"""A column of our own, in which a template that went out as a workbook says the type that XLSForm has no word for."""
AS_TEXT = frozenset({"email", "phone", "person", "signature", "address", "unit"})
"""The types that are a text for other programs, and themselves again for us."""
_NOTHING = Known("", "none")


@dataclass(frozen=True)
class Shape:
    """A question without what all questions have in common. `known` is what conditions can ask of it, `offered` when it has options.

    `beside` is a second question that belongs to it, by what comes after its name.
    """

    type: str
    keys: Mapping[str, Any] = field(default_factory=dict)
    known: Known = _NOTHING
    offered: Clause = True
    label: Wording | None = None
    beside: tuple[str, "Shape"] | None = None


@dataclass(frozen=True)
class Shaping:
    """A row whose shape is to be found, with all that this may lean on."""

    row: Row
    kind: Kind
    label: Wording
    reader: Reader
    lists: Lists
    shared: frozenset[str]
    notes: Notes
    languages: tuple[str, ...]

    def words(self, code: str) -> Wording:
        """A word of ours in the languages of the form."""
        return word(code, self.languages)

    def parameters(self) -> dict[str, str]:
        """What the column `parameters` says, by name."""
        parts = self.row.get("parameters").replace(",", " ").replace(";", " ").replace(" =", "=").replace("= ", "=").split()
        return {name.lower(): value for name, sign, value in (part.partition("=") for part in parts) if sign}
