"""The journal: chains of lines that each sign the one before, so that an edited, removed or moved line shows. Lines are never changed."""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, event, func, select
from sqlalchemy.orm import Session, SessionTransaction

from engine.errors import MallverkError
from engine.store.adding import add_rows
from engine.store.scope import StoreSession
from engine.store.tables import MAIN_AUTHORITY, JournalLine

ORGANISATION = "organisation"
"""The chain for what belongs to no case and no submission."""
SIGNED = ("org", "chain", "seq", "at", "kind", "person", "authority", "facts", "previous")
START = b""
LONGEST_FACT = 200


class JournalFault(MallverkError):
    """A line that may not be written, or a journal that was opened without its key."""


def append(
    session: Session,
    org: str,
    chain: UUID | str,
    kind: str,
    *,
    at: datetime,
    person: UUID | None = None,
    facts: Mapping[str, Any] | None = None,
    authority: str = MAIN_AUTHORITY,
    first: bool = False,
) -> None:
    """One more line on the chain, which nobody else can add to until the transaction ends. `facts` hold ids, codes and digests only.

    `first` saves a look-up where the caller has just made what the chain is about; on a chain that has lines already it fails.
    """
    seq, previous = (0, START) if first else _last(session, org, str(chain))
    line = {"org": org, "chain": str(chain), "seq": seq + 1, "at": at.astimezone(UTC), "kind": kind, "person": person}
    line |= {"authority": authority, "facts": _plain(facts or {}), "previous": previous}
    signature = _sign(session, line)
    add_rows(session, JournalLine, [line | {"hash": signature}])
    _tails(session)[org, str(chain)] = seq + 1, signature


@dataclass(frozen=True)
class Entry:
    """What a line will say: what happened, by whom, and its facts."""

    kind: str
    person: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def new_chain(key: bytes, org: str, chain: UUID | str, entries: Iterable[Entry], *, at: datetime, authority: str) -> list[dict[str, Any]]:
    """The rows of a chain that has no line yet: they can be made before the transaction that writes them."""
    rows: list[dict[str, Any]] = []
    previous = START
    for seq, entry in enumerate(entries, 1):
        line = {"org": org, "chain": str(chain), "seq": seq, "at": at.astimezone(UTC), "kind": entry.kind, "person": entry.person}
        line |= {"authority": authority, "facts": _plain(entry.facts), "previous": previous}
        previous = _signature(key, line)
        rows.append(line | {"hash": previous})
    return rows


def lines(session: Session, org: str, chain: UUID | str) -> list[JournalLine]:
    """The chain's lines in order."""
    return list(session.scalars(_of(org, chain).order_by(JournalLine.seq)))


def of_kind(session: Session, org: str, chain: UUID | str, kind: str) -> list[JournalLine]:
    """Those of the chain's lines that tell of one kind of event, in order."""
    return list(session.scalars(_of(org, chain).where(JournalLine.kind == kind).order_by(JournalLine.seq)))


def latest(session: Session, org: str, chain: UUID | str, kinds: Iterable[str], most: int) -> list[JournalLine]:
    """The last of the chain's lines that tell of some kinds of events, newest first."""
    wanted = _of(org, chain).where(JournalLine.kind.in_(sorted(kinds)))
    return list(session.scalars(wanted.order_by(JournalLine.seq.desc()).limit(most)))


def verify(session: Session, org: str, chain: UUID | str) -> int | None:
    """The number of the first line that is changed or missing, or None. That the last lines are gone can not be seen here."""
    previous = START
    for expected, line in enumerate(lines(session, org, chain), 1):
        signed = _sign(session, {name: getattr(line, name) for name in SIGNED})
        if line.seq != expected or line.previous != previous or not hmac.compare_digest(line.hash, signed):
            return expected
        previous = line.hash
    return None


def _last(session: Session, org: str, chain: str) -> tuple[int, bytes]:
    known = _tails(session).get((org, chain))
    if known is not None:
        return known
    if session.get_bind().dialect.name == "postgresql":
        # without it two who write at once would both follow the same line, and one of them would have to start again
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{org}/{chain}", 0))))
    end = _of(org, chain).order_by(JournalLine.seq.desc()).limit(1).with_only_columns(JournalLine.seq, JournalLine.hash)
    found = session.execute(end).one_or_none()
    return (found.seq, found.hash) if found else (0, START)


def _tails(session: Session) -> dict[tuple[str, str], tuple[int, bytes]]:
    """The last line of each chain that this transaction has written on."""
    tails: dict[tuple[str, str], tuple[int, bytes]] = session.info.setdefault("journal_tails", {})
    return tails


@event.listens_for(StoreSession, "after_soft_rollback")
def _forget_tails(session: Session, transaction: SessionTransaction) -> None:
    """What was rolled back with a savepoint is not followed."""
    _tails(session).clear()


def _of(org: str, chain: UUID | str) -> Select[JournalLine]:
    return select(JournalLine).where(JournalLine.org == org, JournalLine.chain == str(chain))


def _sign(session: Session, line: Mapping[str, Any]) -> bytes:
    key: bytes | None = session.info.get("journal_key")
    if key is None:
        raise JournalFault("the database was opened without `journal_key`, so its journal can be neither written nor verified")
    return _signature(key, line)


def _signature(key: bytes, line: Mapping[str, Any]) -> bytes:
    told = _WRITTEN.encode([line[name] for name in SIGNED])
    return hmac.digest(key, told.encode(), "sha256")


def _told(value: datetime | UUID | bytes) -> str:
    return value.isoformat() if isinstance(value, datetime) else value.hex if isinstance(value, UUID) else value.hex()


_WRITTEN = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, default=_told)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they will be read back; long text is refused, since it would be content."""
    for name, value in facts.items():
        for part in value if isinstance(value, list | tuple) else [value]:
            if not (part is None or isinstance(part, int) or (isinstance(part, str) and len(part) <= LONGEST_FACT)):
                raise JournalFault(f"the fact {name!r} is not an id, a code, a number or a list of such")
    return {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}
