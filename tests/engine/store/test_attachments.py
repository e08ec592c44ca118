"""Files as the store keeps them: opened by the key of their answer, moved without their content, gone with what they belong to."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from engine.attachments import Attachment
from engine.attachments.receiving import Received
from engine.errors import NotPossible
from engine.store import attachments, tables
from engine.store.keys import SealBroken
from engine.store.seal import DataKey, KeyGone
from tests.site import Site

TOKEN, OTHER = b"t" * 32, b"u" * 32


def received(site: Site, name: str, content: bytes = b"Kanarie") -> Received:
    """A file that has come, with an id of its own."""
    id = str(site.office.sealer.fresh_key(site.org).id)
    return Received(Attachment(id, name, "text", len(content)), content)


def key(site: Site, token: bytes = TOKEN) -> DataKey:
    """The key of a draft."""
    return site.office.sealer.draft_key(site.org, token)


def draft(site: Site, token: bytes = TOKEN) -> bytes:
    """The id of a draft."""
    return site.office.sealer.token_id(token)


def kept(site: Site, *names: str, token: bytes = TOKEN) -> list[attachments.Sealed]:
    """Files of a draft, stored."""
    site.draft(token)
    sealed = [attachments.seal(site.office.sealer, site.org, received(site, name)) for name in names]
    site.write(lambda session: attachments.add(session, site.office.sealer, sealed, key(site, token), draft=draft(site, token)))
    return sealed


def opened(site: Site, token: bytes = TOKEN) -> dict[str, attachments.Kept]:
    """The files that a draft's key opens."""
    return site.read(lambda session: attachments.of_draft(session, site.office.sealer, key(site, token), draft(site, token)))


def content(site: Site, file: attachments.Kept) -> bytes:
    """What a file holds."""
    return site.read(lambda session: attachments.content(session, site.office.sealer, file))


def test_a_file_comes_back_as_it_was_in_the_order_in_which_it_came(site: Site) -> None:
    kept(site, "a.txt", "b.txt")
    found = list(opened(site).values())
    assert [(file.attachment.name, file.attachment.format, file.attachment.size) for file in found] == [
        ("a.txt", "text", 7),
        ("b.txt", "text", 7),
    ]
    assert content(site, found[0]) == b"Kanarie"


def test_neither_name_nor_content_lies_open(site: Site) -> None:
    kept(site, "Kanariefågel.txt")
    stored = [row.sealed for row in (*site.all(tables.Attachment), *site.all(tables.AttachmentContent))]
    assert [sealed for sealed in stored if b"Kanarie" in sealed] == []


def test_another_draft_opens_nothing(site: Site) -> None:
    kept(site, "a.txt")
    site.draft(OTHER)
    assert opened(site, OTHER) == {}
    # not even where it is given the other one's place
    assert site.read(lambda session: attachments.of_draft(session, site.office.sealer, key(site, OTHER), draft(site))) == {}


def test_the_content_of_one_file_does_not_open_as_that_of_another(site: Site) -> None:
    kept(site, "a.txt", "b.txt")

    def swap(session: Session) -> None:
        one, other = session.query(tables.AttachmentContent).all()
        one.sealed, other.sealed = other.sealed, one.sealed

    site.write(swap)
    for file in opened(site).values():
        with pytest.raises(KeyGone):
            content(site, file)


def test_content_that_was_changed_does_not_open(site: Site) -> None:
    kept(site, "a.txt")

    def change(session: Session) -> None:
        (row,) = session.query(tables.AttachmentContent).all()
        row.sealed = row.sealed[:-1] + bytes([row.sealed[-1] ^ 1])

    site.write(change)
    with pytest.raises(SealBroken):
        content(site, next(iter(opened(site).values())))


def test_only_what_answers_name_goes_along_and_the_rest_is_deleted(site: Site) -> None:
    first, _ = kept(site, "a.txt", "b.txt")
    files, own = opened(site), site.office.sealer.fresh_key(site.org)
    moved = list(attachments.moves(site.office.sealer, files, {"rows": [{"it": [first.kept.attachment.id]}]}, own))
    report = site.report().submission
    before = site.all(tables.AttachmentContent)[0].sealed
    site.write(lambda session: attachments.hand_over(session, site.org, draft(site), moved, report))
    assert [(row.id, row.draft, row.submission) for row in site.all(tables.Attachment)] == [(first.kept.key.id, None, report)]
    assert [row.sealed for row in site.all(tables.AttachmentContent)] == [before]
    assert opened(site) == {}


def test_a_file_that_has_gone_meanwhile_is_not_handed_over_and_nothing_is(site: Site) -> None:
    files = kept(site, "a.txt", "b.txt")
    own = site.office.sealer.fresh_key(site.org)
    moved = list(attachments.moves(site.office.sealer, opened(site), [file.kept.attachment.id for file in files], own))
    site.write(lambda session: attachments.keep_only(session, site.org, draft(site), (files[0].kept.attachment.id,)))
    report = site.report().submission
    with pytest.raises(NotPossible, match="file-gone"):
        site.write(lambda session: attachments.hand_over(session, site.org, draft(site), moved, report))
    assert [file.attachment.name for file in opened(site).values()] == ["a.txt"]


def test_the_files_of_expired_drafts_are_deleted_and_no_others(site: Site) -> None:
    kept(site, "a.txt")
    later = site.clock.move(hours=1)
    kept(site, "b.txt", token=OTHER)
    site.write(lambda session: attachments.forget_old(session, site.org, later + timedelta(hours=23, minutes=1)))
    assert opened(site) == {}
    assert [file.attachment.name for file in opened(site, OTHER).values()] == ["b.txt"]
    assert len(site.all(tables.AttachmentContent)) == 1


def test_ids_are_found_wherever_they_stand_in_answers(site: Site) -> None:
    (file,) = kept(site, "a.txt")
    files, id = opened(site), file.kept.attachment.id
    for answers in (id, [id], {"a": {"b": [1, None, {"c": id}]}}):
        assert list(attachments.named_in(answers, files)) == [id]
    assert list(attachments.named_in({"a": ["b", 1, None, True]}, files)) == []
