"""The public holidays of a country, and the days on which it is closed in practice, from a library that is kept up to date."""

from collections.abc import Mapping
from datetime import date
from functools import cache

CATEGORIES = ("public", "de_facto")
"""What the library calls days off by law, and days on which nearly everything is closed all the same."""


@cache
def public_holidays(place: str, year: int) -> Mapping[date, str]:
    """The days of a year with their names in the country's own language. `place` is a country (ISO 3166-1) or a part of one: "SE", "DE-BY".

    Raises ValueError for a place that the library does not know.
    """
    import holidays

    country, _, part = place.partition("-")
    try:
        known = holidays.country_holidays(country, part or None)
        categories = tuple(name for name in CATEGORIES if name in known.supported_categories)
        return dict(holidays.country_holidays(country, part or None, years=year, categories=categories, language=known.default_language))
    except NotImplementedError:
        raise ValueError(f"no public holidays are known for {place!r}") from None


def has_holidays(place: str) -> bool:
    """True for a place whose public holidays are known."""
    try:
        return bool(public_holidays(place, 2020))
    except ValueError:
        return False
