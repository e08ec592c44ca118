"""The documents of the case, and those that can be made."""

from typing import Any

from admin.case_view import CaseView
from engine.store.documents import Made
from engine.texts import in_language
from forms.wording import language, say


def documents(view: CaseView) -> dict[str, Any] | None:
    """Those that are there, newest first; nothing where there are none and the reader can make none."""
    kinds = view.scene.template.documents
    makes = view.handles or view.receives
    if not (view.whole.documents or makes):
        return None
    return {
        "made": [_made(view, item) for item in reversed(view.whole.documents)],
        "makeable": [(in_language(one.title, language()), view.url("new_document", key=one.id)) for one in kinds.values()] if makes else [],
        "whole": view.url("whole_file") if makes else "",
    }


def _made(view: CaseView, item: Made) -> dict[str, Any]:
    return {
        "title": title(view, item.document),
        "number": item.number,
        "page": view.url("document", number=item.number),
        "pdf": view.url("document_pdf", number=item.number),
        "when": view.when.moment(item.at),
        "who": view.whole.names.get(item.person, "") if item.person else "",
    }


def title(view: CaseView, key: str) -> str:
    """What a document is called."""
    known = view.scene.template.documents.get(key)
    return in_language(known.title, language()) if known else say("documents.whole")
