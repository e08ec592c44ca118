"""The cases behind a number of a report: those that a person may read, for one who may read all that the report counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.actions.read_report import Request, bases
from engine.errors import NotPossible
from engine.statistics.spot import Spot
from engine.statistics.table import fact_grain
from engine.statistics.words import Words
from engine.store import case_list, counts
from engine.store.case_list import ALL, Listed, Wanted
from engine.store.hidden import hidden_from
from engine.store.sight import sight


@dataclass(frozen=True)
class Behind:
    """Which number is meant, and which page of its cases."""

    spot: Spot
    page: int = 1


def cases_behind(session: Session, words: Words, columns: Mapping[str, str], request: Request, behind: Behind) -> tuple[list[Listed], int]:
    """One page of the cases, and how many there are in all. NotPossible for who may not read in full what is counted, and of
    sensitive answers, which know no case.
    """
    if not request.full or fact_grain(words.template, words.report) != words.report.grain:
        raise NotPossible("not-yours")
    organisation = words.context.organisation
    found = bases(words, columns, request, hidden_from(session, organisation, request.actor))
    sources = tuple(counts.sources(session, organisation.key, basis, request.selection, behind.spot) for basis in found)
    wanted = Wanted(ALL, page=behind.page, sources=sources)
    return case_list.list_cases(session, sight(session, organisation, request.actor), wanted)
