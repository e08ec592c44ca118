"""The style sheet, script, font and pictures, kept in memory and named by their content so that a browser may keep them for ever."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request

FOLDER = Path(__file__).parent / "static"
FOR_EVER = "public, max-age=31536000, immutable"
_TYPES = {".woff2": "font/woff2", ".svg": "image/svg+xml", ".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}
_SQUEEZED = frozenset({".svg", ".js", ".css", ".txt"})


@dataclass(frozen=True)
class Asset:
    """One file: its bytes, the same gzipped when that is smaller, its media type and the start of its hash."""

    content: bytes
    squeezed: bytes | None
    media: str
    digest: str

    @classmethod
    def read(cls, path: Path) -> "Asset":
        """The file at `path`."""
        content = path.read_bytes()
        squeezed = gzip.compress(content, mtime=0) if path.suffix in _SQUEEZED else None
        media = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return cls(content, squeezed, media, hashlib.sha256(content).hexdigest()[:16])


@cache
def assets(folder: Path = FOLDER) -> dict[str, Asset]:
    """Every file of the folder by name. Read once: a running process shows one release."""
    return {path.relative_to(folder).as_posix(): Asset.read(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def static_url(name: str) -> str:
    """The address of a file, with its hash; raises KeyError for one that is not there."""
    return f"/static/{assets()[name].digest}/{name}"


def add_static(app: Flask, folder: Path = FOLDER) -> None:
    """Serve the files as endpoint `static`."""

    def static(digest: str, name: str) -> Response:
        asset = assets(folder).get(name)
        if asset is None:
            abort(404)
        return _answer(asset, current=digest == asset.digest)

    app.add_url_rule("/static/<digest>/<path:name>", "static", static)


def _answer(asset: Asset, *, current: bool) -> Response:
    squeeze = asset.squeezed is not None and request.accept_encodings.quality("gzip") > 0
    response = Response(asset.squeezed if squeeze else asset.content, content_type=asset.media)
    if asset.media.startswith("text/"):
        response.content_type = f"{asset.media}; charset=utf-8"
    if squeeze:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    # a page of the release before may still ask by the old hash
    response.headers["Cache-Control"] = FOR_EVER if current else "no-cache"
    return response
