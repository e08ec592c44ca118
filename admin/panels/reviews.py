"""What was found in the case when it was drawn in a sample."""

from typing import Any

from admin.case_view import CaseView
from forms.wording import say


def reviews(view: CaseView) -> dict[str, Any] | None:
    """Each review with its remark; nothing where there is none."""
    found = [
        {
            "verdict": say(f"samples.verdicts.{item.verdict}"),
            "by": say("case.round_by", name=view.whole.names.get(item.by, ""), when=view.when.moment(item.at)),
            "remark": item.remark,
        }
        for item in view.whole.reviews
    ]
    return {"reviews": found} if found else None
