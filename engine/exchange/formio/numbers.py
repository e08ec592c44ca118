"""Components with numbers: number and currency."""

from typing import Any

from engine.exchange.formio.asked import Component, Made
from engine.exchange.values import number, plain_number, truth, whole

_LARGEST = 10**12
_DECIMALS = 6
_DECIMALS_OF_LIMITS = 4
"""As many as a number is sure to be written with without an exponent, which templates do not read."""


def amount(component: Component) -> list[Made]:
    """A number. Where the form does not say how many decimals it has, it may have as many as there can be."""
    least, most = (_limit(component, key, 1) for key in ("min", "max"))
    least, most = _in_order(component, least, most)
    decimals = _decimals(component)
    return [
        Made(
            component.asked("number", min=least, max=most, decimals=decimals, unit=_unit(component), preset=_beginning(component)), "number"
        )
    ]


def money(component: Component) -> list[Made]:
    """An amount, with limits in hundredths."""
    least, most = (_limit(component, key, 100) for key in ("min", "max"))
    least, most = _in_order(component, least, most)
    if least is None:
        component.notes.tell("not-below-zero", component.place)
    elif most is not None and most < 0 <= (least or 0):
        least = None
    currency = component.value.get("currency")
    unit = currency if isinstance(currency, str) and currency.isalpha() and currency.isascii() and currency != "SEK" else None
    return [Made(component.asked("money", min=least, max=most, unit=unit), "money")]


def _limit(component: Component, key: str, times: int) -> int | float | None:
    given = component.limit(key)
    found = number(given)
    if given is None:
        return None
    scaled = found * times if found is not None else None
    if scaled is None or abs(scaled) > _LARGEST or scaled != round(scaled, 0 if times > 1 else _DECIMALS_OF_LIMITS):
        component.notes.lose("limits", component.at("validate", key))
        return None
    return plain_number(scaled)


def _in_order(component: Component, least: Any, most: Any) -> tuple[Any, Any]:
    """The limits, but for those that nothing can lie between."""
    floor = 0 if component.value.get("type") == "currency" else -_LARGEST
    if most is not None and (floor if least is None else least) > most:
        component.notes.lose("limits", component.at("validate"))
        return None, None
    return least, most


def _decimals(component: Component) -> int | None:
    given = component.value.get("decimalLimit")
    found = whole(given)
    if truth(component.validate.get("integer")) or found == 0:
        return None
    if given not in (None, "") and (found is None or not 0 <= found <= _DECIMALS):
        component.notes.tell("decimals", component.at("decimalLimit"), most=_DECIMALS)
    return min(found, _DECIMALS) if found is not None and found > 0 else _DECIMALS


def _unit(component: Component) -> Any:
    return component.words.together(component.say("prefix"), component.say("suffix"))


def _beginning(component: Component) -> int | None:
    found = whole(component.value.get("defaultValue"))
    return found if found is not None and abs(found) <= _LARGEST else None
