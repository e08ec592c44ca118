"""Somebody takes out the rows behind a report, says why, and has it written down; never a row of a case that they may not read."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.access import EXPORT_ROWS, everywhere, takes_rows, units_with
from engine.actions.enquirer import Enquirer
from engine.errors import NotPossible
from engine.statistics.table import Selection
from engine.statistics.words import Words
from engine.store import exports, fact_rows, journal
from engine.store.exports import Taken
from engine.store.fact_rows import Sought
from engine.store.hidden import hidden_from
from engine.store.meaning import Basis
from engine.store.sight import sight

LONGEST_REASON = 500


@dataclass(frozen=True)
class Behind:
    """A report and a selection; `columns` say where its counted answers are stored."""

    words: Words
    columns: Mapping[str, str]
    selection: Selection

    @property
    def report(self) -> tuple[str, str]:
        """The template's name and the report's id."""
        return self.words.template.name, self.words.report.id


def sought(session: Session, by: Enquirer, behind: Behind) -> Sought:
    """What the person may take out: of units with the right, from cases in sight. Raises NotPossible without the right."""
    if not takes_rows(by.actor):
        raise NotPossible("not-yours")
    words, asked = behind.words, behind.selection
    units = asked.units
    if not everywhere(by.actor, EXPORT_ROWS):
        own = units_with(by.actor, EXPORT_ROWS, by.organisation)
        units = own if units is None else units & own
    basis = Basis(words.template, words.report, behind.columns, hidden_from(session, by.organisation, by.actor), words.lineage)
    selection = Selection(units, asked.first, asked.last, asked.chosen)
    return Sought(basis, selection, sight(session, by.organisation, by.actor))


def how_many(session: Session, by: Enquirer, behind: Behind) -> int:
    """How many rows the person would take out."""
    return fact_rows.how_many(session, sought(session, by, behind))


def earlier(session: Session, by: Enquirer, behind: Behind) -> list[Taken]:
    """What was taken out before behind the report: by oneself, or by anyone for one who has the right everywhere."""
    whom = None if everywhere(by.actor, EXPORT_ROWS) else by.actor.id
    return exports.latest(session, by.sealer, by.org, behind.report, by=whom)


def take_rows(session: Session, by: Enquirer, behind: Behind, reason: str) -> Sought:
    """Keeps why and writes it down; gives what may then be read out. Raises NotPossible without a right or a reason."""
    wanted, text = sought(session, by, behind), reason.strip()
    if not text or len(text) > LONGEST_REASON:
        raise NotPossible("no-reason")
    taken = Taken(by.actor.id, by.now, fact_rows.how_many(session, wanted), text)
    kept = exports.keep(session, by.sealer, by.org, behind.report, taken)
    facts = {"export": str(kept.id), "template": behind.report[0], "report": behind.report[1], "rows": taken.rows, "reason": kept.digest}
    journal.append(session, by.org, journal.ORGANISATION, "rows-taken", at=by.now, person=by.actor.id, facts=facts)
    return wanted
