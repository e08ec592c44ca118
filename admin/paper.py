"""A page on paper: drawn with the style sheet for paper inside it and our own font, so that it needs nothing else, and made into a PDF."""

from flask import render_template
from markupsafe import Markup

from engine.printing import to_pdf
from forms.assets import assets
from forms.wording import say

STYLE, FONT = "paper.css", "source-sans-3.woff2"
_REASONS = ("missing", "too-much", "busy", "failed")


def pdf_of(template: str, **values: object) -> bytes:
    """The PDF of a page; raises NotPrinted."""
    style = assets()[STYLE].content.decode().replace(FONT, f"own:{FONT}")
    # the sheet is our own, and holds nothing that ends an element
    html = render_template(template, style=Markup(style), **values)  # noqa: S704
    return to_pdf(html, {FONT: assets()[FONT].content})


def why_no_pdf(code: str) -> str:
    """Why there is none and what to do instead, by the code of NotPrinted; empty for no such code."""
    return say(f"documents.pdf.{code}") if code in _REASONS else ""
