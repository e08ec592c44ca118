"""Whoever administers makes a report of the organisation's own, changes it, retires it and takes it back. Every version is kept."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from sqlalchemy.orm import Session

from engine.actions.keeping import Keeper, begin, note
from engine.errors import NotPossible
from engine.statistics.own_report import OwnReport
from engine.store import own_reports
from engine.store.own_reports import Version


def keep_own_report(session: Session, keeper: Keeper, own: OwnReport, templates: Mapping[str, int], *, seen: int) -> None:
    """Keeps a report that has no faults, in the words of these versions of its templates. `seen` is the version that was changed, 0 for a
    new report. NotPossible for who may not, and when there is a later version, or one at all where a new one was meant.
    """
    begin(session, keeper)
    found = own_reports.versions(session, keeper.org, own.id)
    number = found[0].number if found else 0
    if seen != number:
        raise NotPossible("changed-meanwhile")
    used = {name: templates[name] for name in own.reports}
    own_reports.add(session, keeper.org, Version(own.id, number + 1, own.text, used, False, keeper.actor.id, keeper.now))
    digest = sha256(own.text.encode()).hexdigest()
    note(session, keeper, "own-report-kept", report=own.id, version=number + 1, digest=digest)


def retire_own_report(session: Session, keeper: Keeper, key: str, *, retired: bool) -> None:
    """Takes a report away from those who look for numbers, or gives it back to them; the same again does no harm."""
    begin(session, keeper)
    found = own_reports.versions(session, keeper.org, key)
    if not found:
        raise NotPossible("no-such-own-report")
    if found[0].retired != retired:
        version = replace(found[0], number=found[0].number + 1, retired=retired, by=keeper.actor.id, at=keeper.now)
        own_reports.add(session, keeper.org, version)
        note(session, keeper, "own-report-retired" if retired else "own-report-restored", report=key, version=version.number)
