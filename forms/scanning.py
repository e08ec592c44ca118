"""Codes to scan: a link as a drawing that can be printed in any size."""

from io import BytesIO

import segno
from markupsafe import Markup


def code_to_scan(link: str, title: str = "") -> Markup:
    """A QR code (ISO/IEC 18004) of a link; `title` says what it leads to, to whoever does not see it. None is needed on paper."""
    out = BytesIO()
    drawn = segno.make(link, error="m", micro=False)
    drawn.save(out, kind="svg", xmldecl=False, omitsize=True, border=4, svgclass="mv-code", lineclass=None, title=title or None)
    # every character of it is segno's own, but for our title
    return Markup(out.getvalue().decode())  # noqa: S704
