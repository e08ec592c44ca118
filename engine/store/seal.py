"""The one place where answers are sealed and opened. Each submission, row and case has a key of its own, wrapped for those who hold it."""

import hmac
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.errors import MallverkError
from engine.ids import CODE_LENGTH, code_of, new_id
from engine.store.adding import add_rows
from engine.store.keys import KEY_LENGTH, Keyring, SealBroken, binding, lock, unlock
from engine.store.tables import KeyCopy

_FORMAT = b"\x01"
_ID_END = 17
_WRITTEN = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


class KeyGone(MallverkError):
    """The key that a text was sealed with is not among those held; after an erasure it is nowhere."""


@dataclass(frozen=True)
class DataKey:
    """A key for the answers of one submission, row, case or draft."""

    org: str
    id: UUID
    secret: bytes = field(repr=False)


def place(table: str, row: object, name: str) -> str:
    """Where a sealed text stands, for `about`: a text that was moved to another place does not open."""
    return f"{table}/{row}/{name}"


def key_id(sealed: bytes) -> UUID:
    """Which key sealed the text."""
    if sealed[:1] != _FORMAT or len(sealed) < _ID_END:
        raise SealBroken("not a sealed text")
    return UUID(bytes=sealed[1:_ID_END])


def digest(sealed: bytes) -> bytes:
    """What the journal says of a sealed text, so that the chain holds also when the key is gone."""
    return sha256(sealed).digest()


class Sealer:
    """Seals and opens with the installation's keys."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._blind: dict[tuple[str, str], bytes] = {}

    def fresh_key(self, org: str) -> DataKey:
        """A fresh key that nobody holds yet."""
        return DataKey(org, new_id(), secrets.token_bytes(KEY_LENGTH))

    def copy(self, key: DataKey, holder: UUID) -> dict[str, Any]:
        """The row that makes someone a holder of the key."""
        return self._copy(key, holder)

    @cached_property
    def journal_key(self) -> bytes:
        """What the journal's chains are signed with."""
        return self._keyring.journal_key

    def share(self, session: Session, org: str, key: DataKey, holder: UUID) -> None:
        """One more holder of the key; nothing happens when it holds it already."""
        if key.org != org:
            raise ValueError("a key can not be shared with another organisation")
        add_rows(session, KeyCopy, [self._copy(key, holder)], once=True)

    def keys_of(self, session: Session, org: str, holder: UUID) -> dict[UUID, DataKey]:
        """Every key that the holder has, by its id; for `open`."""
        return self.keys_of_all(session, org, [holder])

    def keys_of_all(self, session: Session, org: str, holders: Iterable[UUID]) -> dict[UUID, DataKey]:
        """The same of several holders."""
        row = KeyCopy
        copies = session.execute(select(row.holder, row.key, row.wrapped).where(row.org == org, row.holder.in_(list(holders))))
        return {key: DataKey(org, key, self._keyring.unwrap(wrapped, _copy_binding(org, key, holder))) for holder, key, wrapped in copies}

    def forget(self, session: Session, org: str, holder: UUID) -> None:
        """Destroy the holder's copies; what nobody else holds a copy for can never be opened again."""
        session.execute(delete(KeyCopy).where(KeyCopy.org == org, KeyCopy.holder == holder))

    def withdraw(self, session: Session, org: str, keys: Iterable[UUID], holder: UUID) -> None:
        """Destroy the holder's copies of some keys only."""
        session.execute(delete(KeyCopy).where(KeyCopy.org == org, KeyCopy.holder == holder, KeyCopy.key.in_(list(keys))))

    def seal(self, key: DataKey, value: Any, about: str) -> bytes:
        """The value, as JSON, sealed for one place (see `place`)."""
        return self.seal_bytes(key, _WRITTEN.encode(value).encode(), about)

    def open(self, keys: DataKey | Mapping[UUID, DataKey], sealed: bytes, about: str) -> Any:
        """The value; raises KeyGone when its key is not held, SealBroken when the text was changed or stands in another place."""
        return json.loads(self.open_bytes(keys, sealed, about))

    def seal_bytes(self, key: DataKey, plain: bytes, about: str) -> bytes:
        """The same for what is no value but a file's content."""
        return _FORMAT + key.id.bytes + lock(key.secret, plain, _binding(key, about))

    def open_bytes(self, keys: DataKey | Mapping[UUID, DataKey], sealed: bytes, about: str) -> bytes:
        """The opposite of `seal_bytes`; raises what `open` does."""
        wanted = key_id(sealed)
        key = keys if isinstance(keys, DataKey) else keys.get(wanted)
        if key is None or key.id != wanted:
            raise KeyGone(f"key {wanted} is not held")
        return unlock(key.secret, sealed[_ID_END:], _binding(key, about))

    def draft_key(self, org: str, token: bytes) -> DataKey:
        """The key of a visitor's draft: made of the token that only the browser has, and of the installation's own."""
        return self._token_key(org, "draft", token)

    def person_key(self, org: str, person: UUID) -> DataKey:
        """The key of what a person keeps for themselves outside all cases, such as the names of views."""
        return self._token_key(org, "person", person.bytes)

    def kept_key(self, org: str, id: UUID) -> DataKey:
        """The key of a text that belongs to the organisation and to no case, such as what a report is taken to mean."""
        return self._token_key(org, "kept", id.bytes)

    def code_key(self, org: str, code: str) -> DataKey:
        """The key made of the code that takes a draft to another device; it seals the draft's token for a short while."""
        return self._token_key(org, "code", code.encode())

    def receipt_code(self, org: str, token: bytes) -> str:
        """The code on a receipt, made of the form's token that only the browser has: sending again gives the same, and nothing keeps it."""
        return code_of(self._keyring.derive(f"receipt code {org}", token)[:CODE_LENGTH])

    def token_id(self, token: bytes | str) -> bytes:
        """What a table stores in place of a token or a code: neither can be worked out of it without the key file."""
        plain = token if isinstance(token, bytes) else token.encode()
        return hmac.digest(self._token_id_key, plain, "sha256")

    def blind_token(self, org: str, kind: str, plain: str) -> int:
        """A short keyed hash by which a sealed text can be found: 16 bits, so that others share it and a copy of the database tells less.

        Whoever looks something up opens what was found and sees which of it was meant (Arciszewski, CipherSweet: blind index planning).
        """
        key = self._blind_keys(org, kind)
        return int.from_bytes(hmac.digest(key, plain.encode(), "sha256")[:2], "big")

    def _blind_keys(self, org: str, kind: str) -> bytes:
        if (org, kind) not in self._blind:
            # the same word has another token in another organisation, so that two databases can not be laid beside each other
            self._blind[org, kind] = self._keyring.derive(f"blind {kind}", org.encode())
        return self._blind[org, kind]

    @cached_property
    def _token_id_key(self) -> bytes:
        return self._keyring.derive("token id")

    def _token_key(self, org: str, purpose: str, token: bytes) -> DataKey:
        identity = UUID(bytes=self._keyring.derive(f"{purpose} id", token)[:16])
        return DataKey(org, identity, self._keyring.derive(f"{purpose} key", token))

    def _copy(self, key: DataKey, holder: UUID) -> dict[str, Any]:
        wrapped = self._keyring.wrap(key.secret, _copy_binding(key.org, key.id, holder))
        return {"org": key.org, "holder": holder, "key": key.id, "wrapped": wrapped}


def _binding(key: DataKey, about: str) -> bytes:
    return binding("seal", key.org, key.id.bytes, about)


def _copy_binding(org: str, key: UUID, holder: UUID) -> bytes:
    return binding("copy", org, key.bytes, holder.bytes)
