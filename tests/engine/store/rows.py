"""Makes rows for the tests of the store: one organisation with a unit, a mailbox and a template, and more in it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from engine.ids import new_id, new_number, new_reference
from engine.store import tables

NOW = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)


def organisation(session: Session, org: str = "ek") -> None:
    """An organisation with one of each that others refer to."""
    session.add_all(
        [
            tables.Organisation(key=org, name=org.title(), time_zone="Europe/Stockholm", language="sv"),
            tables.Unit(org=org, key="north", name="North"),
            tables.Mailbox(org=org, key="box", name="Box"),
            tables.Template(org=org, name="fault"),
            tables.TemplateVersion(org=org, name="fault", version=1, source="x", digest="y", published_at=NOW),
        ]
    )


def person(org: str = "ek", **values: Any) -> tables.Person:
    """A person who can not sign in."""
    return tables.Person(**({"org": org, "id": new_id(), "name": "Ada", "email": f"{new_id()}@example.org"} | values))


def submission(org: str = "ek", **values: Any) -> tables.Submission:
    """A submission to the organisation's template."""
    identity = values.get("id") or new_id()
    made = {"org": org, "id": identity, "reference": new_reference(), "template": "fault", "version": 1, "received_at": NOW}
    made |= {"token": identity.bytes, "incident": new_id(), "sealed": b"s", "digest": b"d"}
    return tables.Submission(**(made | values))


def case(org: str = "ek", **values: Any) -> tables.Case:
    """A case in the organisation's mailbox."""
    made = {"org": org, "id": new_id(), "number": new_number(2026), "template": "fault", "version": 1, "incident": new_id()}
    made |= {"receiver": "keeper@north", "mailbox": "box", "key": new_id(), "opened_at": NOW}
    return tables.Case(**(made | values))


def attempt(key: str, org: str = "ek") -> tables.Attempt:
    """The smallest row there is."""
    return tables.Attempt(org=org, key=key, window_start=NOW, count=1)


def unknown_id() -> UUID:
    """An id that no row has."""
    return new_id()
