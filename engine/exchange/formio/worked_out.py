"""Values that Form.io works out by a script: sums of earlier numbers become `computed`, anything else is told."""

import re
from typing import Any

from engine.exchange.formio.scope import Scope, Site, Target

_TERM = r"(?:Number|parseFloat|parseInt)?\(?\s*(?:data|row)\.[\w.]+\s*(?:\|\|\s*0\s*)?\)?"
_SUM = re.compile(rf"\s*value\s*=\s*\(?\s*({_TERM}(?:\s*\+\s*{_TERM})*)\s*\)?\s*;?\s*")
_PATH = re.compile(r"(?:data|row)\.([\w.]+)")
_LONGEST = 2_000
_MOST_TERMS = 50


def summed(calculation: Any, scope: Scope, site: Site) -> list[Target] | None:
    """The questions that a calculation adds up; None when it is not a sum of earlier numbers of one sort."""
    paths = _paths(calculation)
    if not 0 < len(paths) <= _MOST_TERMS or len(set(paths)) != len(paths):
        return None
    found = [scope.targets.get(_near(path, scope, site)) for path in paths]
    targets = [target for target in found if target is not None]
    if len(targets) != len(paths) or len({target.kind for target in targets}) != 1 or targets[0].kind not in ("number", "money"):
        return None
    return targets if all(target.groups == site.groups[: len(target.groups)] for target in targets) else None


def _paths(calculation: Any) -> list[str]:
    if isinstance(calculation, str) and len(calculation) <= _LONGEST and (match := _SUM.fullmatch(calculation)):
        return _PATH.findall(match[1])
    if isinstance(calculation, dict) and list(calculation) == ["+"] and isinstance(calculation["+"], list):
        names = [part.get("var") if isinstance(part, dict) and list(part) == ["var"] else None for part in calculation["+"]]
        if all(isinstance(name, str) and name.startswith(("data.", "row.")) for name in names):
            return [str(name).partition(".")[2] for name in names]
    return []


def _near(path: str, scope: Scope, site: Site) -> str:
    """The full path of a name, looked for nearest first."""
    around = site.path.split(".")[:-1]
    names = [".".join([*around[:depth], path]) for depth in range(len(around), -1, -1)]
    return next((name for name in names if name in scope.targets), path)
