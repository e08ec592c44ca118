"""The other cases of the same event that the reader may read."""

from typing import Any

from flask import url_for

from admin.case_view import CaseView


def siblings(view: CaseView) -> dict[str, Any] | None:
    """Their numbers; nothing where there is none."""
    found = view.whole.siblings
    return {"cases": [(item.number, url_for("admin.case", org=view.here.org, case=item.id)) for item in found]} if found else None
