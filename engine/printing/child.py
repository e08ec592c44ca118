"""The process that draws one PDF: a page as JSON on its input, the PDF on its output, its reason for giving up in its exit code.

It is run as `python -m` and takes its limits before it looks at the page. It opens no address and no file but its own program's.
"""

import json
import resource
import sys
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

MISSING, TOO_MUCH = 3, 4
REASONS: Mapping[int, str] = {MISSING: "missing", TOO_MUCH: "too-much"}
SCOPES: Mapping[str, str] = {"col": "/Column", "row": "/Row"}
OWN = "own:"
"""What the addresses of the files that came along begin with."""


def main() -> None:
    """Draws what stands on the input."""
    told = json.load(sys.stdin)
    _limit(told["limits"])
    try:
        pdf = drawn(told["html"], {name: b64decode(content) for name, content in told["files"].items()})
    except MemoryError:
        sys.exit(TOO_MUCH)
    # the system limits files, not what goes through a pipe
    if len(pdf) > told["limits"]["result"]:
        sys.exit(TOO_MUCH)
    sys.stdout.buffer.write(pdf)


def _limit(limits: Mapping[str, Any]) -> None:
    """From here on the system ends this process where it takes more."""
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, limits["seconds"]),
        (resource.RLIMIT_FSIZE, limits["result"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def drawn(html: str, files: Mapping[str, bytes]) -> bytes:
    """The PDF. Ends the process where the system's library is missing."""
    try:
        import weasyprint
    except OSError:
        sys.exit(MISSING)

    class Own(weasyprint.urls.URLFetcher):  # type: ignore[misc, unused-ignore]
        """Gives the files that came along, and refuses all else."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(OWN) or url.removeprefix(OWN) not in files:
                raise ValueError("nothing is fetched")
            return weasyprint.urls.URLFetcherResponse(url, files[url.removeprefix(OWN)])

    page = weasyprint.HTML(string=html, url_fetcher=Own())
    written: bytes = page.write_pdf(pdf_variant="pdf/ua-1", finisher=lambda document, pdf: _scopes(document))
    return written


def _scopes(document: Any) -> None:
    """Says of each header cell which cells it is for (ISO 32000-1, table 349), which the library leaves out."""
    for page in document.pages:
        for box in page._page_box.descendants():
            mark = getattr(box, "mark", None)
            scope = SCOPES.get(box.element.get("scope", "")) if mark is not None and box.element_tag == "th" else None
            if scope is not None and mark is not None and "A" in mark:
                mark["A"]["Scope"] = scope


if __name__ == "__main__":
    main()
