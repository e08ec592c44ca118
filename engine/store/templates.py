"""Published templates: their texts and files byte for byte, which version is in use, and where each counted answer has its column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.errors import NotPossible
from engine.store import tables
from engine.store.tables.counting import COLUMNS
from engine.template.layers import from_texts
from engine.template.load import load
from engine.template.model import FormTemplate


@dataclass(frozen=True)
class Stored:
    """A published text as it lies in the store, with the files that it takes with it as they were then, by their names."""

    name: str
    version: int
    source: str
    digest: str
    files: Mapping[str, str]

    def template(self) -> FormTemplate:
        """The template that they make."""
        return _made(self.source, tuple(sorted(self.files.items())))


@lru_cache(maxsize=64)
def _made(source: str, files: tuple[tuple[str, str], ...]) -> FormTemplate:
    """What texts make. Organisations that use the same ones share it: loading is slow, and what is loaded is large and never changed."""
    return load(source, from_texts(dict(files)))


@dataclass(frozen=True)
class InUse:
    """Versions by the names of their templates: those that visitors meet, and the last that they met of every template, put away or not."""

    current: Mapping[str, int]
    latest: Mapping[str, int]


def versions_in_use(session: Session, org: str) -> InUse:
    """Which version of each template is in use, and which one was last."""
    query = select(tables.Template).where(tables.Template.org == org, tables.Template.published.is_not(None))
    rows = [(row.name, row.published, row.archived_at) for row in session.scalars(query) if row.published is not None]
    return InUse({name: number for name, number, away in rows if away is None}, {name: number for name, number, _ in rows})


def version(session: Session, org: str, name: str, number: int) -> Stored | None:
    """One published text."""
    row = session.get(tables.TemplateVersion, (org, name, number))
    return Stored(name, number, row.source, row.digest, files(session, org, name, number)) if row is not None else None


def published_at(session: Session, org: str, name: str) -> dict[int, datetime]:
    """When each version of a template was published."""
    row = tables.TemplateVersion
    found = session.execute(select(row.version, row.published_at).where(row.org == org, row.name == name).order_by(row.version))
    return {number: moment for number, moment in found}


def files(session: Session, org: str, name: str, number: int | None = None) -> dict[str, str]:
    """The files of one version by their names; without a number those of all versions, each as it was last."""
    row = tables.TemplateFile
    query = select(row).where(row.org == org, row.name == name, *([row.version == number] if number is not None else []))
    return {found.file: found.source for found in session.scalars(query.order_by(row.version, row.file))}


def in_use(session: Session, org: str, name: str) -> Stored | None:
    """The published text that new visitors meet, held until the transaction ends, so that nobody takes another into use meanwhile."""
    row = held(session, org, name)
    return version(session, org, name, row.published) if row is not None and row.published is not None else None


def held(session: Session, org: str, name: str) -> tables.Template | None:
    """The row of a template, held until the transaction ends."""
    return session.get(tables.Template, (org, name), with_for_update=True, populate_existing=True)


def columns(session: Session, org: str, name: str) -> dict[str, str]:
    """The column of each counted answer with a single value."""
    rows = session.scalars(select(tables.FactColumn).where(tables.FactColumn.org == org, tables.FactColumn.template == name))
    return {row.reference: row.column for row in rows}


def add_version(session: Session, org: str, template: FormTemplate, now: datetime, publisher: UUID | None) -> tuple[int, bool]:
    """Stores the text as the next version and takes it into use: its number, and whether it is new; the text in use is not stored again."""
    name = template.name
    # held until the transaction ends, so that two who publish the same text at once make one version
    row = held(session, org, name)
    if row is None:
        row = tables.Template(org=org, name=name, published=None, archived_at=None)
        session.add(row)
        session.flush()
    if row.published is not None:
        last = session.get(tables.TemplateVersion, (org, name, row.published))
        if last is not None and last.digest == template.digest:
            return row.published, False
    newest = select(func.max(tables.TemplateVersion.version)).where(tables.TemplateVersion.org == org, tables.TemplateVersion.name == name)
    number = (session.scalar(newest) or 0) + 1
    session.add(
        tables.TemplateVersion(
            org=org, name=name, version=number, source=template.source, digest=template.digest, published_at=now, publisher=publisher
        )
    )
    session.add_all(
        tables.TemplateFile(org=org, name=name, version=number, file=file, source=source) for file, source in template.files.items()
    )
    row.published, row.archived_at = number, None
    session.flush()
    _place(session, org, template)
    return number, True


def _place(session: Session, org: str, template: FormTemplate) -> None:
    """Gives each counted answer its column; one that has a column keeps it, so that versions can be counted together."""
    taken = columns(session, org, template.name)
    free = [column for column in COLUMNS if column not in taken.values()]
    for reference, item in template.counted.items():
        # what is worked out of steps is in rows of its own, as it would soon take up every column
        if reference in taken or item.multiple or item.alone or item.derived:
            continue
        if not free:
            raise NotPossible("too-much-counted", most=len(COLUMNS))
        session.add(tables.FactColumn(org=org, template=template.name, reference=reference, column=free.pop(0)))
    session.flush()
