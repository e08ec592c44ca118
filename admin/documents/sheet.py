"""A document on paper: its text under its title, and at the end what it is and who made it. The same for the screen and the PDF."""

from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup

from admin.case_view import CaseView
from admin.when import Kept
from engine.printing import to_pdf
from engine.store.documents import Made, Paper
from forms.assets import assets
from forms.wording import say

STYLE, FONT = "paper.css", "source-sans-3.woff2"


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
        return self._drawn(bar=bar)

    def pdf(self) -> bytes:
        """The PDF; raises NotPrinted."""
        style = assets()[STYLE].content.decode().replace(FONT, f"own:{FONT}")
        # the sheet is our own, and holds nothing that ends an element
        html = self._drawn(style=Markup(style))  # noqa: S704
        return to_pdf(html, {FONT: assets()[FONT].content})

    def _drawn(self, **more: object) -> str:
        view = self.view
        return render_template(
            "documents/sheet.html",
            title=self.paper.title,
            body=safe_body(self.paper),
            language=self.paper.language,
            organisation=view.scene.organisation.name,
            number=view.row.number,
            about=say(
                "documents.about",
                number=self.made.number,
                when=Kept(view.scene.organisation, view.scene.now).moment(self.made.at),
                name=view.whole.names.get(self.made.person, "") if self.made.person else "",
            ),
            version=say("documents.version", template=view.book.title(view.scene.published.key), version=view.scene.published.version),
            digest=self.made.digest.hex(),
            **more,
        )


def safe_body(paper: Paper) -> Markup:
    """The text of a document: all that was written in it was escaped when it was made."""
    return Markup(paper.body)  # noqa: S704
