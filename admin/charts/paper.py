"""The same picture where no style sheet of the page reaches it: in a PDF, or as a file of its own."""

import re

from markupsafe import Markup

from forms.assets import assets

STYLE = "chart-paper.css"
_HEIGHT = re.compile(r'width="100%" height="([0-9]+)"')
ACROSS, DOWN = 640, 880
"""The pixels between the margins of a page (A4), with room for a heading."""


def on_paper(chart: Markup) -> Markup:
    """A chart with its colours in itself, dark on white whatever the reader's screen is like; smaller where a page would cut it."""
    style = f"<style>{assets()[STYLE].content.decode()}</style>"
    # the chart is safe already, and the sheet our own
    return Markup(_HEIGHT.sub(_sized, str(chart), count=1).replace("</desc>", f"</desc>{style}", 1))  # noqa: S704


def _sized(found: re.Match[str]) -> str:
    high = int(found[1])
    share = min(1.0, DOWN / high)
    return f'width="{round(ACROSS * share)}" height="{round(high * share)}" viewBox="0 0 {ACROSS} {high}"'
