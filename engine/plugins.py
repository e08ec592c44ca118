"""Finds the plug-ins of a folder: every module's one public subclass of a base. The folder is the registry."""

import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TypeVar

T = TypeVar("T")


def load(folder: Path, base: type[T], package: str) -> Mapping[str, T]:
    """One instance per plug-in module in `folder`, by its `name`; raises ValueError when two share a name."""
    found: dict[str, T] = {}
    for path in sorted(folder.glob("[a-z]*.py")):
        module = _module(path, f"{package}.{path.stem}")
        for candidate in vars(module).values():
            if isinstance(candidate, type) and issubclass(candidate, base) and candidate.__module__ == module.__name__:
                plugin = candidate()
                name: str = getattr(plugin, "name", "")
                if not name:
                    continue
                if name in found:
                    raise ValueError(f"two plug-ins are called {name!r}: {path}")
                found[name] = plugin
    return MappingProxyType(found)


def _module(path: Path, name: str) -> ModuleType:
    """The module at `path`, loaded once under `name`."""
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ValueError(f"not a Python module: {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    whole = False
    try:
        spec.loader.exec_module(module)
        whole = True
    finally:
        if not whole:  # half a module must not be taken for a whole one the next time
            del sys.modules[name]
    return module
