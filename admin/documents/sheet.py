"""A document on paper: its text under its title, and at the end what it is and who made it. The same for the screen and the PDF."""

from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup

from admin.case_view import CaseView
from admin.paper import pdf_of
from admin.when import Kept
from engine.store.documents import Made, Paper
from forms.wording import say

_TEMPLATE = "documents/sheet.html"


@dataclass(frozen=True)
class Sheet:
    """One document of a case."""

    view: CaseView
    made: Made
    paper: Paper

    def page(self, why: str = "") -> str:
        """The page, with the ways on from it, and why there is no PDF."""
        bar = {
            "back": self.view.url("case"),
            "pdf": self.view.url("document_pdf", number=self.made.number),
            "why": why,
        }
        return render_template(_TEMPLATE, bar=bar, **self._values())

    def pdf(self) -> bytes:
        """The PDF; raises NotPrinted."""
        return pdf_of(_TEMPLATE, **self._values())

    def _values(self) -> dict[str, object]:
        view = self.view
        return {
            "title": self.paper.title,
            "body": safe_body(self.paper),
            "language": self.paper.language,
            "organisation": view.scene.organisation.name,
            "number": view.row.number,
            "about": say(
                "documents.about",
                number=self.made.number,
                when=Kept(view.scene.organisation, view.scene.now).moment(self.made.at),
                name=view.whole.names.get(self.made.person, "") if self.made.person else "",
            ),
            "version": say("documents.version", template=view.book.title(view.scene.published.key), version=view.scene.published.version),
            "digest": self.made.digest.hex(),
        }


def safe_body(paper: Paper) -> Markup:
    """The text of a document: all that was written in it was escaped when it was made."""
    return Markup(paper.body)  # noqa: S704
