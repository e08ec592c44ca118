"""A picture as SVG: in the colour of the text around it, without styles, scripts or ids, so that it fits any page and any colour scheme."""

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from engine.picture.shapes import Frame, Line, Picture, Way

_POINT = 4.0
_CORNERS = {"begin": 14, "end": 14, "group": 8}
_STROKES = {"group": ' stroke-dasharray="2 3"', "notice": ' stroke-dasharray="7 3"', "close": ' stroke-width="2.5"'}


def svg(picture: Picture) -> str:
    """The picture as an element of its own, which can stand in a page or a file."""
    size = f'viewBox="0 0 {_n(picture.width)} {_n(picture.height)}" width="{_n(picture.width)}" height="{_n(picture.height)}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="mv-picture" role="img" {size} font-family="sans-serif" fill="currentColor">',
        f"<title>{escape(picture.title)}</title>",
        f"<desc>{escape(picture.description)}</desc>",
        '<g fill="none" stroke="currentColor" stroke-width="1.25">',
        *(part for frame in picture.frames for part in _frame(frame)),
        *map(_way, picture.ways),
        "</g>",
        *(_tip(way) for way in picture.ways if way.leads),
        *map(_line, picture.lines),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _n(value: float) -> str:
    return f"{value:.4g}" if value < 1000 else f"{value:.0f}"


def _rectangle(frame: Frame, inwards: float, more: str) -> str:
    place = f'x="{_n(frame.x + inwards)}" y="{_n(frame.y + inwards)}"'
    size = f'width="{_n(frame.width - 2 * inwards)}" height="{_n(frame.height - 2 * inwards)}"'
    return f'<rect {place} {size} rx="{_CORNERS.get(frame.look, 3)}"{more}/>'


def _frame(frame: Frame) -> Iterator[str]:
    """A step with ways out has two lines around it, a notice a broken one, what closes the case a thick one."""
    yield _rectangle(frame, 0, _STROKES.get(frame.look, ""))
    if frame.look == "decision":
        yield _rectangle(frame, 3, "")


def _way(way: Way) -> str:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in way.points)
    return f'<polyline points="{points}"{" stroke-dasharray=" + quoteattr("4 3") if way.back else ""}/>'


def _tip(way: Way) -> str:
    """The point at the end, in the direction of the last stretch."""
    (x0, y0), (x, y) = way.points[-2:]
    if x == x0:
        step = _POINT if y > y0 else -_POINT
        corners = ((x, y), (x - _POINT, y - 1.6 * step), (x + _POINT, y - 1.6 * step))
    else:
        step = _POINT if x > x0 else -_POINT
        corners = ((x, y), (x - 1.6 * step, y - _POINT), (x - 1.6 * step, y + _POINT))
    return f'<polygon points="{" ".join(f"{_n(a)},{_n(b)}" for a, b in corners)}"/>'


def _line(line: Line) -> str:
    weight = ' font-weight="700"' if line.bold else ""
    return f'<text x="{_n(line.x)}" y="{_n(line.y)}" font-size="{_n(line.size)}"{weight}>{escape(line.text)}</text>'
