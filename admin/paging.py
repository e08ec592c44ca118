"""The numbers of a list's pages, for parts/pagination.html, and the page that an address asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_MOST = 10_000


def page_asked(typed: str) -> int:
    """The page that was asked for; the first where that makes no sense."""
    return min(int(typed), _MOST) if typed.isascii() and typed.isdigit() and len(typed) < 6 and int(typed) > 0 else 1


@dataclass(frozen=True)
class Paging:
    """Where one is among so many pages; `url` leads to the one with a number."""

    page: int
    count: int
    url: Callable[[int], str]

    @property
    def previous(self) -> str:
        """The way back, empty on the first."""
        return self.url(self.page - 1) if self.page > 1 else ""

    @property
    def following(self) -> str:
        """The way on, empty on the last."""
        return self.url(self.page + 1) if self.page < self.count else ""

    def numbers(self) -> list[dict[str, Any] | None]:
        """The page numbers around this one, with gaps left out."""
        near = {1, self.count, *range(self.page - 1, self.page + 2)} & set(range(1, self.count + 1))
        found: list[dict[str, Any] | None] = []
        for number in sorted(near):
            found += [None] if found and number - 1 not in near else []
            found.append({"number": number, "url": self.url(number), "current": number == self.page})
        return found
