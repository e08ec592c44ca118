"""How wide words are at most, in the product's font or in the one that a reader has instead: a picture can not measure them itself."""

from collections.abc import Iterator

PHONE, PAGE = 272, 600
"""What a picture has room for across, in pixels: on a phone 320 px wide, and from where there is more of it."""
TEXT, SMALL = 16, 15
_HUNDREDTHS = {
    33: " ijlI.,:;'’·|",
    41: "rtf()[]!-/",
    55: "szcJL?_*–",
    65: 'abdeéghknopquüvxyåäö0123456789EFPRSTXYZ+=<>"”“',
    71: "ABCKVÅÄ",
    79: "DGHNOQUÖ&",
    98: "mwMW@%",
}
_WIDTHS = {letter: hundredths / 100 for hundredths, letters in _HUNDREDTHS.items() for letter in letters}
_BOLD = 1.11


def width(text: str, size: float = TEXT, *, bold: bool = False) -> float:
    """The pixels that a text takes at most: those of the widest font that stands in until the product's own has come."""
    return sum(_WIDTHS.get(letter, 0.8) for letter in text) * size * (_BOLD if bold else 1)


def wrapped(text: str, room: float, size: float = TEXT) -> list[str]:
    """The text in lines, none of them wider than the room; a word that is, is cut."""
    lines = [""]
    for word in _words(text, room, size):
        longer = f"{lines[-1]} {word}".lstrip()
        if width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shortened(text: str, room: float, size: float = TEXT) -> str:
    """The text, or as much of it as there is room for and three dots."""
    if width(text, size) <= room:
        return text
    kept = next((text[:end].rstrip() for end in range(len(text) - 1, 0, -1) if width(f"{text[:end]}…", size) <= room), "")
    return f"{kept}…"


def _words(text: str, room: float, size: float) -> Iterator[str]:
    for word in text.split():
        rest = word
        while width(rest, size) > room and len(rest) > 1:
            fits = max((end for end in range(1, len(rest)) if width(rest[:end], size) <= room), default=1)
            yield rest[:fits]
            rest = rest[fits:]
        yield rest
