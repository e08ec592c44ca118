"""Keeps pages that are the same for everybody, without the token of the one they were drawn for. It must never keep what anyone typed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from forms.csrf import csrf_token

MOST = 500


@dataclass(frozen=True)
class _Kept:
    """A page cut where the token stood, and what it was drawn from besides its key."""

    drawn_from: tuple[Any, ...]
    parts: tuple[str, ...]


class KeptPages:
    """Pages by key. Safe for threads."""

    def __init__(self) -> None:
        self._pages: dict[Hashable, _Kept] = {}
        self._lock = Lock()

    def page(self, key: Hashable, drawn_from: tuple[Any, ...], render: Callable[[], str]) -> str:
        """The page with the token of this visitor; drawn anew when what it is drawn from has changed. An empty one is not kept."""
        token = csrf_token()
        kept = self._pages.get(key)
        if kept is None or not _same(kept.drawn_from, drawn_from):
            html = render()
            if not html:
                return html
            kept = _Kept(drawn_from, tuple(html.split(token)))
            with self._lock:
                if len(self._pages) >= MOST:
                    self._pages.clear()
                self._pages[key] = kept
        elif kept.drawn_from is not drawn_from:
            # the same by what it holds: the next comparison is by identity
            self._pages[key] = _Kept(drawn_from, kept.parts)
        return token.join(kept.parts)


def _same(before: tuple[Any, ...], now: tuple[Any, ...]) -> bool:
    """Most are the very same objects; the others are compared by what they hold."""
    return all(one is other or one == other for one, other in zip(before, now, strict=True))
