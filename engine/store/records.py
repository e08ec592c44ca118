"""Records of the people whom cases are about: sealed, found by keyed tokens and by nothing else, and tied to cases."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from engine.alike import index_number, index_words
from engine.ids import new_id
from engine.store import tables
from engine.store.adding import add_rows
from engine.store.seal import Sealer, place

WORD, NUMBER = "word", "number"
MOST = 200
"""How many records with the right tokens are opened to see whose name was meant."""


@dataclass(frozen=True)
class Identity:
    """Who a record is about, in clear."""

    name: str
    born: int | None = None
    number: str = ""


@dataclass(frozen=True)
class Made:
    """Where, by whom and when a record was made."""

    org: str
    unit: str | None
    by: UUID
    at: datetime


def add(session: Session, sealer: Sealer, identity: Identity, made: Made, *, protected: bool) -> tables.Record:
    """A new record with a key of its own."""
    org, id = made.org, new_id()
    key = sealer.fresh_key(org)
    add_rows(session, tables.KeyCopy, [sealer.copy(key, id)])
    sealed = sealer.seal(key, asdict(identity), place("record", id, "identity"))
    row = tables.Record(org=org, id=id, unit=made.unit, sealed=sealed, protected=False, created_at=made.at, created_by=made.by)
    session.add(row)
    session.flush()
    if protected:
        protect(session, row)
    else:
        find_by(session, sealer, row, identity)
    return row


def get(session: Session, org: str, id: UUID) -> tables.Record | None:
    """The record with this id, whoever asks."""
    return session.get(tables.Record, (org, id))


def seen(session: Session, org: str, id: UUID, eyes: ColumnElement[bool]) -> tables.Record | None:
    """The record with this id, for whoever `eyes` lets see it."""
    return session.scalars(select(tables.Record).where(tables.Record.org == org, tables.Record.id == id, eyes)).one_or_none()


def identity(session: Session, sealer: Sealer, row: tables.Record) -> Identity:
    """Who it is; raises KeyGone once the record's key has been destroyed. Of a protected one, only for whoever has given a reason."""
    return identities(session, sealer, row.org, [row])[row.id]


def identities(session: Session, sealer: Sealer, org: str, rows: Iterable[tables.Record]) -> dict[UUID, Identity]:
    """The same of several records, by their ids."""
    several = list(rows)
    keys = sealer.keys_of_all(session, org, [row.id for row in several]) if several else {}
    return {row.id: Identity(**sealer.open(keys, row.sealed, place("record", row.id, "identity"))) for row in several}


def protect(session: Session, row: tables.Record) -> None:
    """Nothing finds the record by its name any more, and it gets its pseudonym if it has none."""
    session.execute(delete(tables.RecordToken).where(tables.RecordToken.org == row.org, tables.RecordToken.record == row.id))
    row.protected = True
    if row.pseudonym is None:
        # two who protect at once must not give the same pseudonym; rows that refer to the organisation may be written meanwhile
        session.execute(select(tables.Organisation.key).where(tables.Organisation.key == row.org).with_for_update(key_share=True))
        highest = session.scalar(select(func.max(tables.Record.pseudonym)).where(tables.Record.org == row.org))
        row.pseudonym = (highest or 0) + 1
    session.flush()


def find_by(session: Session, sealer: Sealer, row: tables.Record, known: Identity) -> None:
    """The record can be found by the words of its name and by its number, and is not protected."""
    row.protected = False
    session.flush()
    tokens = [*_tokens(sealer, row.org, WORD, index_words(known.name)), *_tokens(sealer, row.org, NUMBER, [index_number(known.number)])]
    rows = [{"org": row.org, "kind": kind, "token": token, "record": row.id} for kind, token in dict.fromkeys(tokens)]
    add_rows(session, tables.RecordToken, rows, once=True)


def _tokens(sealer: Sealer, org: str, kind: str, plain: Iterable[str]) -> list[tuple[str, int]]:
    return [(kind, sealer.blind_token(org, kind, text)) for text in plain if text]


def with_words(session: Session, sealer: Sealer, seen: ColumnElement[bool], name: str, *, org: str, least: int) -> list[tables.Record]:
    """Records that have the tokens of at least so many of the words: those meant, and some few that only share a token."""
    return _with_tokens(session, seen, [token for _, token in _tokens(sealer, org, WORD, index_words(name))], org, kind=WORD, least=least)


def with_number(session: Session, sealer: Sealer, seen: ColumnElement[bool], number: str, org: str) -> list[tables.Record]:
    """Records that have the token of an identity number."""
    tokens = [token for _, token in _tokens(sealer, org, NUMBER, [index_number(number)])]
    return _with_tokens(session, seen, tokens, org, kind=NUMBER, least=1)


def _with_tokens(session: Session, seen: ColumnElement[bool], tokens: list[int], org: str, *, kind: str, least: int) -> list[tables.Record]:
    if not tokens:
        return []
    row, token = tables.Record, tables.RecordToken
    of = select(token.record).where(token.org == org, token.kind == kind, token.token.in_(sorted(set(tokens))))
    meant = of.group_by(token.record).having(func.count() >= min(least, len(set(tokens))))
    query = select(row).where(row.org == org, row.id.in_(meant), ~row.protected, seen).order_by(row.created_at, row.id).limit(MOST)
    return list(session.scalars(query))


def with_pseudonym(session: Session, seen: ColumnElement[bool], number: int, org: str) -> tables.Record | None:
    """The protected record that has this pseudonym."""
    row = tables.Record
    return session.scalars(select(row).where(row.org == org, row.pseudonym == number, row.protected, seen)).one_or_none()


@dataclass(frozen=True)
class Linked:
    """A link and its record."""

    link: tables.RecordLink
    record: tables.Record


def links_of_case(session: Session, org: str, case: UUID, spots: Iterable[str]) -> list[Linked]:
    """Everybody who has been said to be, or not to be, somebody at these places of its reports, or was added to the case by hand."""
    link, row = tables.RecordLink, tables.Record
    query = select(link, row).join(row, (row.org == link.org) & (row.id == link.record))
    here = or_(link.case == case, link.spot.in_(list(spots)))
    return [
        Linked(each, record) for each, record in session.execute(query.where(link.org == org, here).order_by(link.at, link.spot, row.id))
    ]


def cases_of(session: Session, org: str, record: UUID, seen: ColumnElement[bool]) -> list[tuple[str, tables.Case]]:
    """The record's cases that `seen` lets through, newest first, with its role in each."""
    link, case = tables.RecordLink, tables.Case
    found: dict[tuple[str, UUID], tuple[str, tables.Case]] = {}
    for ways in _ways(org):
        query = select(link.role, case).where(link.org == org, link.record == record, link.same, case.org == org, *ways, seen)
        found |= {(role, row.id): (role, row) for role, row in session.execute(query)}
    return sorted(found.values(), key=lambda each: (each[1].opened_at, each[1].number), reverse=True)


def has_cases(org: str, seen: ColumnElement[bool], *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """A row of `Record` that is somebody in a case that `seen` lets through."""
    link, case, row = tables.RecordLink, tables.Case, tables.Record
    mine = (link.org == org, link.record == row.id, link.same, case.org == org, seen, *more)
    return or_(*(exists().where(*ways, *mine) for ways in _ways(org)))


def _ways(org: str) -> tuple[tuple[ColumnElement[bool], ...], ...]:
    """How a case comes to have a link: by hand, or as one of those that the report is in, where the link is not of another case's row.

    Each is a question of its own, since one with an "or" between them would look at every case there is.
    """
    link, case, part = tables.RecordLink, tables.Case, tables.CaseSubmission
    row = or_(part.row.is_(None), link.row.is_(None), part.row == link.row)
    return (case.id == link.case,), (part.org == org, part.submission == link.submission, case.id == part.case, row)


def link(session: Session, org: str, spot: str, **values: Any) -> None:
    """Says that a person at a place is the one of a record, or is not."""
    session.merge(tables.RecordLink(org=org, spot=spot, **values))
    session.flush()


def unlink(session: Session, org: str, spot: str, record: UUID) -> bool:
    """Takes it back; False when there was nothing to take back."""
    row = session.get(tables.RecordLink, (org, spot, record))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def give_reason(
    session: Session, sealer: Sealer, reason: str, *, org: str, record: UUID | None, person: UUID, signed_in: str, at: datetime
) -> UUID:
    """Keeps why somebody looks, sealed."""
    key, id = sealer.fresh_key(org), new_id()
    add_rows(session, tables.KeyCopy, [sealer.copy(key, id)])
    sealed = sealer.seal(key, reason, place("record_reason", id, "reason"))
    session.add(tables.RecordReason(org=org, id=id, record=record, person=person, session=signed_in, at=at, sealed=sealed))
    session.flush()
    return id


def has_reason(session: Session, org: str, record: UUID | None, person: UUID, *, signed_in: str) -> bool:
    """True when the person has said why in this session."""
    row = tables.RecordReason
    about = row.record.is_(None) if record is None else row.record == record
    return session.scalar(select(row.id).where(row.org == org, row.person == person, row.session == signed_in, about).limit(1)) is not None
