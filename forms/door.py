"""What every public view works with: the installation, the organisation of the address, and the frame around its pages."""

from dataclasses import dataclass, field
from typing import Any

from flask import abort, current_app, g, url_for

from engine.office import Office
from engine.organisation import Organisation
from forms.kept import KeptPages
from forms.web import plain_frame
from forms.wording import language, say

_EXTENSION = "mallverk.public"
INFORMATION = ("accessibility", "personal_data", "contact")


@dataclass(frozen=True)
class Door:
    """The public side of an installation. `secret` signs what a browser keeps for us."""

    office: Office
    secret: bytes = field(repr=False)
    kept: KeptPages = field(default_factory=KeptPages)


def door() -> Door:
    """The door of this app."""
    found: Door = current_app.extensions[_EXTENSION]
    return found


def set_door(app: Any, opened: Door) -> None:
    """Give the app its door."""
    app.extensions[_EXTENSION] = opened


def organisation_of(org: str) -> Organisation:
    """The organisation that an address names; a page in words when there is none."""
    found = door().office.organisation(org)
    if found is None:
        abort(404)
    g.organisation = found
    return found


def frame() -> dict[str, Any]:
    """What stands around a page: the organisation when the address names one."""
    organisation: Organisation | None = g.get("organisation")
    if organisation is None:
        return plain_frame()
    org = organisation.key
    footer = [{"label": say(f"public.footer.{page}"), "url": url_for(f"forms.{page}", org=org)} for page in INFORMATION]
    around = {"home": url_for("forms.organisation", org=org), "away": url_for("forms.away", org=org), "footer": footer}
    return {"language": language(), "organisation": organisation.name, **around}
