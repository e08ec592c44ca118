"""Reads JSON that somebody else wrote, strictly. It must not guess: what two readers could understand in two ways is refused."""

import json
import math
import re
from typing import Any, NoReturn

from forms.decoder import BODY, VALUE, BadInput

DEPTH = 32
VALUES = 20_000
INTEGER = 2**63

_NEVER = re.compile("[\0\ud800-\udfff]")


def decode_json(text: bytes) -> Any:
    """The value of a JSON document; raises BadInput."""
    if len(text) > BODY:
        raise BadInput("too-large")
    try:
        value = json.loads(text.decode(), object_pairs_hook=_object, parse_constant=_refuse, parse_int=_integer, parse_float=_number)
    except UnicodeDecodeError:
        raise BadInput("not-utf8") from None
    except RecursionError:
        raise BadInput("too-deep") from None
    except ValueError:
        raise BadInput("malformed") from None
    _check(value)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadInput("repeated")
    return found


def _refuse(constant: str) -> NoReturn:
    raise BadInput("number")


def _integer(digits: str) -> int:
    if len(digits) > 20 or not -INTEGER <= int(digits) < INTEGER:
        raise BadInput("number")
    return int(digits)


def _number(digits: str) -> float:
    if not math.isfinite(number := float(digits)):
        raise BadInput("number")
    return number


def _check(value: Any) -> None:
    """Depth, number of values and every text, without recursion."""
    level, depth, seen = [value], 0, 0
    while level:
        seen += len(level)
        if depth > DEPTH:
            raise BadInput("too-deep")
        if seen > VALUES:
            raise BadInput("too-many-fields")
        level = [inner for outer in level for inner in _inside(outer)]
        depth += 1


def _inside(value: Any) -> list[Any]:
    if isinstance(value, str):
        _check_text(value)
    if isinstance(value, dict):
        for name in value:
            _check_text(name)
        return list(value.values())
    return value if isinstance(value, list) else []


def _check_text(text: str) -> None:
    if len(text) > VALUE:
        raise BadInput("value-too-long")
    if _NEVER.search(text):
        raise BadInput("control-character")
