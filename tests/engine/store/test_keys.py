"""The rules of the installation's keys."""

from pathlib import Path

import pytest

from engine.store.keys import Keyring, KeyringFault, SealBroken, binding


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a key file may be; nothing is there yet."""
    return tmp_path / "new" / "mallverk.key"


def test_a_created_key_file_is_read_back(path: Path) -> None:
    assert Keyring.create(path) == Keyring.read(path)


def test_only_its_owner_can_read_the_key_file(path: Path) -> None:
    Keyring.create(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_key_file_is_alone_in_its_folder(path: Path) -> None:
    Keyring.create(path)
    assert list(path.parent.iterdir()) == [path]


def test_a_key_file_is_never_replaced(path: Path) -> None:
    first = Keyring.create(path)
    with pytest.raises(KeyringFault, match="already"):
        Keyring.create(path)
    assert (Keyring.read(path), list(path.parent.iterdir())) == (first, [path])


def test_a_missing_key_file_says_what_makes_one(path: Path) -> None:
    with pytest.raises(KeyringFault, match=r"no key file at .*`mallverk init`"):
        Keyring.read(path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "must have one line `root`"),
        ("root " + "A" * 43 + "=\n", "at least one line `wrap`"),
        ("root short\n", "line 1 .* is not a key"),
        ("# x\nwrap ====\n", "line 2 .* is not a key"),
        ("secret " + "A" * 43 + "=\n", "line 1 .* is not a key"),
        ("wräp", "can not be read"),
    ],
)
def test_a_faulty_key_file_is_refused_with_the_reason(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "mallverk.key"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KeyringFault, match=reason):
        Keyring.read(path)


def test_a_reason_never_shows_a_key(tmp_path: Path) -> None:
    path = tmp_path / "mallverk.key"
    path.write_text("root sekret\n", encoding="ascii")
    with pytest.raises(KeyringFault) as caught:
        Keyring.read(path)
    assert "sekret" not in str(caught.value)


def test_a_keyring_does_not_show_its_keys() -> None:
    keyring = Keyring.new()
    assert repr(keyring.root) not in repr(keyring)
    assert repr(keyring) == "Keyring()"


def test_a_wrapped_key_is_unwrapped_where_it_belongs() -> None:
    keyring = Keyring.new()
    assert keyring.unwrap(keyring.wrap(b"secret", b"here"), b"here") == b"secret"


def test_a_wrapped_key_does_not_open_elsewhere() -> None:
    keyring = Keyring.new()
    with pytest.raises(SealBroken):
        keyring.unwrap(keyring.wrap(b"secret", b"here"), b"there")


def test_another_installations_key_file_is_told_from_a_changed_copy() -> None:
    wrapped = Keyring.new().wrap(b"secret", b"here")
    with pytest.raises(KeyringFault, match="not this database's"):
        Keyring.new().unwrap(wrapped, b"here")


def test_older_wrapping_keys_still_open_and_the_first_one_wraps() -> None:
    old = Keyring.new()
    both = Keyring((Keyring.new().wrapping[0], *old.wrapping), old.root)
    assert both.unwrap(old.wrap(b"secret", b"here"), b"here") == b"secret"
    with pytest.raises(KeyringFault):
        old.unwrap(both.wrap(b"secret", b"here"), b"here")


def test_derived_keys_differ_by_purpose_and_token_and_stay_the_same() -> None:
    keyring = Keyring.new()
    made = [keyring.derive("a"), keyring.derive("b"), keyring.derive("a", b"x"), Keyring.new().derive("a"), keyring.journal_key]
    assert len(set(made)) == 5
    assert keyring.derive("a") == made[0]


def test_no_two_lists_of_parts_bind_to_the_same_bytes() -> None:
    assert len({binding("ab", "c"), binding("a", "bc"), binding("abc"), binding("a", "b", "c"), binding("ab", "c", "")}) == 5
