"""The installation's keys: one file, made once, without which no stored answer can be read. It must never be in the database."""

import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from engine.errors import MallverkError

KEY_LENGTH = 32
NONCE_LENGTH = 12
_MARK_LENGTH = 4
_HEAD = """\
# The keys of this installation of Mallverk. Without this file no stored answer can be read, by anyone, ever.
# Keep a copy of it in a safe place, apart from the backups of the database.
"""


class KeyringFault(MallverkError):
    """The key file is missing, is there already, or is not what it should be."""


class SealBroken(MallverkError):
    """A sealed text was changed, moved from its place, or sealed with another key."""


def lock(key: bytes, plain: bytes, about: bytes) -> bytes:
    """AES-256-GCM with a random nonce in front; `about` must be the same when it is opened."""
    nonce = secrets.token_bytes(NONCE_LENGTH)
    return nonce + AESGCM(key).encrypt(nonce, plain, about)


def unlock(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """The opposite of `lock`; raises SealBroken."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], about)
    except (InvalidTag, ValueError):
        raise SealBroken("a sealed text was changed or moved, or another key sealed it") from None


def binding(*parts: str | bytes) -> bytes:
    """Parts joined so that no two lists of parts give the same bytes."""
    plain = [part.encode() if isinstance(part, str) else part for part in parts]
    return b"".join(len(part).to_bytes(4, "big") + part for part in plain)


@dataclass(frozen=True)
class Keyring:
    """The installation's secrets. `wrapping` holds the keys that wrap data keys, the one in use first; `root` is never changed."""

    wrapping: tuple[bytes, ...] = field(repr=False)
    root: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "Keyring":
        """Fresh random keys that are stored nowhere."""
        return cls((secrets.token_bytes(KEY_LENGTH),), secrets.token_bytes(KEY_LENGTH))

    @classmethod
    def create(cls, path: Path) -> "Keyring":
        """New keys in a new file that only its owner can read; raises KeyringFault when the file is there already."""
        keyring = cls.new()
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(_HEAD + keyring._lines())
                file.flush()
                os.fsync(file.fileno())
            # a link never replaces, and there is never half a key file under the right name
            os.link(name, path)
        except FileExistsError:
            raise KeyringFault(f"there is a key file already, and replacing it would lose every answer: {path}") from None
        finally:
            os.unlink(name)
        _sync_folder(path.parent)
        return keyring

    @classmethod
    def read(cls, path: Path) -> "Keyring":
        """The keys in the file; raises KeyringFault with the reason in words."""
        try:
            text = path.read_text(encoding="ascii")
        except FileNotFoundError:
            raise KeyringFault(f"there is no key file at {path}; `mallverk init` makes one for a new installation") from None
        except (OSError, UnicodeDecodeError) as error:
            raise KeyringFault(f"the key file {path} can not be read: {error}") from None
        found = _read_lines(text, path)
        wrapping = tuple(key for name, key in found if name == "wrap")
        roots = [key for name, key in found if name == "root"]
        if not wrapping or len(roots) != 1:
            raise KeyringFault(f"the key file {path} must have one line `root` and at least one line `wrap`")
        return cls(wrapping, roots[0])

    def derive(self, purpose: str, salt: bytes = b"") -> bytes:
        """A key of its own for one purpose (and one token), that tells nothing of the others."""
        return HKDF(SHA256(), KEY_LENGTH, salt or None, binding("mallverk", purpose)).derive(self.root)

    @property
    def journal_key(self) -> bytes:
        """What the journal's chains are signed with."""
        return self.derive("journal")

    def wrap(self, secret: bytes, about: bytes) -> bytes:
        """A data key that only this installation can open."""
        return _mark(self.wrapping[0]) + lock(self.wrapping[0], secret, about)

    def unwrap(self, wrapped: bytes, about: bytes) -> bytes:
        """The opposite of `wrap`; raises KeyringFault when the key file is another installation's, SealBroken when the copy was changed."""
        for key in self.wrapping:
            if _mark(key) == wrapped[:_MARK_LENGTH]:
                return unlock(key, wrapped[_MARK_LENGTH:], about)
        known = ", ".join(_mark(key).hex() for key in self.wrapping)
        raise KeyringFault(f"sealed with key {wrapped[:_MARK_LENGTH].hex()}, and the key file has only {known}: it is not this database's")

    def _lines(self) -> str:
        named = [("root", self.root), *(("wrap", key) for key in self.wrapping)]
        return "".join(f"{name} {urlsafe_b64encode(key).decode()}\n" for name, key in named)


def _read_lines(text: str, path: Path) -> list[tuple[str, bytes]]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, encoded = line.strip().partition(" ")
        try:
            key = urlsafe_b64decode(encoded.encode())
        except NotBase64:
            key = b""
        if name not in ("root", "wrap") or len(key) != KEY_LENGTH:
            raise KeyringFault(f"line {number} of the key file {path} is not a key")
        found.append((name, key))
    return found


@lru_cache(maxsize=16)
def _mark(key: bytes) -> bytes:
    """Four bytes that name a key without telling it."""
    return sha256(b"mallverk mark" + key).digest()[:_MARK_LENGTH]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
