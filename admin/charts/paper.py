"""The same picture where no style sheet of the page reaches it: in a PDF, or as a file of its own."""

from markupsafe import Markup

from forms.assets import assets

STYLE = "chart-paper.css"
_ACROSS = 640
"""The pixels between the margins of a page (A4, 170 mm)."""


def on_paper(chart: Markup, across: int = _ACROSS) -> Markup:
    """A chart with its colours in itself, dark on white whatever the reader's screen is like, and so wide in pixels."""
    style = f"<style>{assets()[STYLE].content.decode()}</style>"
    wide = str(chart).replace('width="100%"', f'width="{across}"', 1)
    # the chart is safe already, and the sheet our own
    return Markup(wide.replace("</desc>", f"</desc>{style}", 1))  # noqa: S704
