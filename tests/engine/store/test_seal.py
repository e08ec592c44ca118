"""The rules of sealing: bound to its place, gone with its last key, and never silently wrong."""

import secrets
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.ids import new_id
from engine.store.database import Database
from engine.store.keys import Keyring, SealBroken
from engine.store.seal import DataKey, KeyGone, Sealer, digest, key_id, place
from engine.store.tables import KeyCopy

sealer = Sealer(Keyring.new())
HERE = place("submission", "1", "answers")
plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner),
    max_leaves=10,
)


def shared_key(session: Session, holders: list[UUID]) -> DataKey:
    """A fresh key with a copy for each holder."""
    key = sealer.fresh_key("ek")
    for holder in holders:
        sealer.share(session, "ek", key, holder)
    return key


def a_key(org: str = "ek") -> DataKey:
    """A data key that is stored nowhere."""
    return DataKey(org, new_id(), secrets.token_bytes(32))


@given(plain_json)
def test_what_was_sealed_is_opened_as_it_was(value: Any) -> None:
    key = a_key()
    assert sealer.open(key, sealer.seal(key, value, HERE), HERE) == value


def test_the_same_answers_are_sealed_differently_each_time() -> None:
    key = a_key()
    assert sealer.seal(key, "x", HERE) != sealer.seal(key, "x", HERE)


def test_nothing_of_the_answer_shows_in_what_is_stored() -> None:
    assert b"hemligt" not in sealer.seal(a_key(), {"vad": "hemligt"}, HERE)


@pytest.mark.parametrize("there", [place("submission", "2", "answers"), place("submission", "1", "other"), place("case", "1", "answers")])
def test_a_text_that_was_moved_does_not_open(there: str) -> None:
    key = a_key()
    with pytest.raises(SealBroken):
        sealer.open(key, sealer.seal(key, "x", HERE), there)


def test_a_text_that_was_moved_to_another_organisation_does_not_open() -> None:
    key = a_key()
    with pytest.raises(SealBroken):
        sealer.open(DataKey("bok", key.id, key.secret), sealer.seal(key, "x", HERE), HERE)


@given(st.data())
def test_a_text_with_any_bit_changed_does_not_open(data: st.DataObject) -> None:
    key = a_key()
    sealed = bytearray(sealer.seal(key, "answer", HERE))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises((SealBroken, KeyGone)):
        sealer.open(key, bytes(sealed), HERE)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + b"x" * 20, b"x" * 100])
def test_what_is_no_sealed_text_is_refused(sealed: bytes) -> None:
    with pytest.raises((SealBroken, KeyGone)):
        sealer.open(a_key(), sealed, HERE)


def test_not_a_number_is_never_sealed() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        sealer.seal(a_key(), float("nan"), HERE)


def test_a_data_key_does_not_show_its_secret() -> None:
    key = a_key()
    assert repr(key.secret) not in repr(key)


def held(database: Database, holder: UUID, org: str = "ek") -> dict[UUID, DataKey]:
    """The keys that a holder has."""
    with database.read(org) as session:
        return sealer.keys_of(session, org, holder)


def test_each_holder_has_its_own_copy_of_the_key(database: Database) -> None:
    one, two = new_id(), new_id()
    key = database.write(lambda session: shared_key(session, [one, two]), org="ek")
    assert held(database, one) == held(database, two) == {key.id: key}


def test_the_right_one_of_many_keys_is_found_by_the_text(database: Database) -> None:
    holder = new_id()
    keys = [database.write(lambda session: shared_key(session, [holder]), org="ek") for _ in range(3)]
    sealed = sealer.seal(keys[1], "x", HERE)
    assert key_id(sealed) == keys[1].id
    assert sealer.open(held(database, holder), sealed, HERE) == "x"


def test_a_key_lives_as_long_as_someone_holds_it(database: Database) -> None:
    submission, case = new_id(), new_id()
    key = database.write(lambda session: shared_key(session, [submission]), org="ek")
    database.write(lambda session: sealer.share(session, "ek", key, case), org="ek")
    database.write(lambda session: sealer.forget(session, "ek", submission), org="ek")
    assert (held(database, submission), held(database, case)) == ({}, {key.id: key})


def test_when_the_last_holder_forgets_the_text_can_not_be_opened(database: Database) -> None:
    holder = new_id()
    sealed = sealer.seal(database.write(lambda session: shared_key(session, [holder]), org="ek"), "x", HERE)
    database.write(lambda session: sealer.forget(session, "ek", holder), org="ek")
    with pytest.raises(KeyGone):
        sealer.open(held(database, holder), sealed, HERE)


def test_sharing_twice_gives_one_copy(database: Database) -> None:
    one, two = new_id(), new_id()

    def verb(session: Session) -> int | None:
        key = shared_key(session, [one])
        sealer.share(session, "ek", key, two)
        sealer.share(session, "ek", key, two)
        return session.scalar(select(func.count()).select_from(KeyCopy))

    assert database.write(verb, org="ek") == 2


def test_a_copy_that_was_given_to_another_holder_does_not_open(database: Database) -> None:
    one, two = new_id(), new_id()
    database.write(lambda session: shared_key(session, [one]), org="ek")

    def steal(session: Session) -> None:
        copy = session.scalars(select(KeyCopy)).one()
        session.add(KeyCopy(org="ek", holder=two, key=copy.key, wrapped=copy.wrapped))

    database.write(steal, org="ek")
    with pytest.raises(SealBroken):
        held(database, two)


def test_a_key_is_not_shared_with_another_organisation(database: Database) -> None:
    with pytest.raises(ValueError, match="another organisation"):
        database.write(lambda session: sealer.share(session, "bok", a_key("ek"), new_id()), org="bok")


def test_a_draft_opens_with_its_token_and_this_installation_only() -> None:
    token = secrets.token_bytes(32)
    sealed = sealer.seal(sealer.draft_key("ek", token), {"a": ["1"]}, HERE)
    assert sealer.open(sealer.draft_key("ek", token), sealed, HERE) == {"a": ["1"]}
    strangers = [
        sealer.draft_key("ek", secrets.token_bytes(32)),
        Sealer(Keyring.new()).draft_key("ek", token),
        sealer.draft_key("bok", token),
    ]
    for stranger in strangers:
        with pytest.raises((KeyGone, SealBroken)):
            sealer.open(stranger, sealed, HERE)


def test_the_stored_name_of_a_token_is_neither_the_token_nor_its_key() -> None:
    token = secrets.token_bytes(32)
    key = sealer.draft_key("ek", token)
    assert len({token, sealer.token_id(token), key.secret, sealer.code_key("ek", "7F4K").secret, sealer.token_id("7F4K")}) == 5
    assert sealer.token_id(token) == sealer.token_id(token)


def test_a_digest_speaks_of_the_sealed_bytes() -> None:
    assert digest(b"a") != digest(b"b")
    assert len(digest(b"a")) == 32
