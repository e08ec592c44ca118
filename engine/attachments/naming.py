"""Makes a name that can be shown and saved of whatever name a file came with. It is never a path, and never says the format."""

import re
import unicodedata

LONGEST = 80
UNNAMED = "file"
"""The name of a file whose own has nothing that can be kept."""

_FOLDERS = re.compile(r"[/\\]")
# what some system takes for something else than a letter of a name
_ODD = re.compile(r'[<>:"|?*]')
_KEPT = frozenset({"L", "M", "N", "P", "S"})


def clean_name(sent: str, extension: str) -> str:
    """The last part of the name without what can not be seen, and with the ending that its content has."""
    last = _FOLDERS.split(unicodedata.normalize("NFC", sent[-1000:]))[-1]
    seen = "".join(character if unicodedata.category(character)[0] in _KEPT else " " for character in last)
    stem = _ODD.sub("_", " ".join(seen.split()))
    before, dot, ending = stem.rpartition(".")
    stem = before if dot and len(ending) <= len("xlsx") else stem
    return f"{stem[:LONGEST].strip(' .') or UNNAMED}.{extension}"
