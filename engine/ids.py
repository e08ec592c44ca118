"""Makes and reads the identifiers that people and tables use. They carry nothing about anyone and can not be guessed from each other."""

import secrets
import time
import uuid

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U, so that a code can be read aloud and written by hand."""

REFERENCE_LENGTH = 8
CODE_LENGTH = 16
"""80 bits: what nobody guesses, in four groups of four that a person can copy by hand."""
NUMBER_LENGTH = 5
_MISREAD = str.maketrans("OIL", "011")
_GROUP = 4


def new_id() -> uuid.UUID:
    """A UUIDv7: sorts by the time it was made, to a quarter of a microsecond, and ends in 62 random bits."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=value)


def unrelated_id() -> uuid.UUID:
    """A UUIDv4: random, so that it tells of nothing that was made at the same time."""
    return uuid.uuid4()


def new_reference() -> str:
    """Eight random characters that a visitor keeps to ask how it goes."""
    return _random(REFERENCE_LENGTH)


def show_reference(reference: str) -> str:
    """A reference as people read it: 7F4K-M2QX."""
    return show_code(reference)


def show_code(code: str) -> str:
    """A code as people read and copy it, in groups of four: 7F4K-M2QX-09AB-CD3E."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def code_of(secret: bytes) -> str:
    """The code that random bytes stand for, always the same of the same bytes: one character of each."""
    # 32 characters divide the values of a byte, so each is as likely
    return "".join([CROCKFORD[byte & 31] for byte in secret])


def read_reference(text: str) -> str | None:
    """What a person typed, as a reference; None when it can not be one."""
    return read_code(text, REFERENCE_LENGTH)


def read_id(text: str) -> uuid.UUID | None:
    """What was sent as an id; None when it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def read_code(text: str, length: int) -> str | None:
    """What a person typed, as a code: case, dashes, spaces, O for 0, and I or L for 1 are forgiven; None when it can not be one."""
    typed = "".join(character for character in text[:100] if character.isascii() and character.isalnum())
    code = typed.upper().translate(_MISREAD)
    return code if len(code) == length and set(code) <= set(CROCKFORD) else None


def new_number(year: int | str) -> str:
    """A case's number, the year and five random characters: 2026-7F4KM. It may be taken already, so the table's key decides."""
    return f"{year}-{_random(NUMBER_LENGTH)}"


def _random(length: int) -> str:
    return code_of(secrets.token_bytes(length))
