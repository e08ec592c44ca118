"""Drafts of templates: one per name, kept as it was written, and never overwritten by one who has not seen what is there."""

from typing import Any

import pytest

from engine.actions.archive import archive
from engine.actions.template_drafts import Hand, discard_draft, publish_draft, restore_version, save_draft
from engine.errors import InvalidTemplate, NotPossible
from engine.store import tables, template_drafts
from engine.store.template_drafts import TemplateDraft
from engine.template.layers import from_texts
from tests.racing import together
from tests.site import FAULTS, Site

TEXT = "template: faults\r\ntitle: [\t  "
OTHER = FAULTS.replace("Felanmälan", "Skadeanmälan")


def hand(site: Site, seen: int = 0, *, person: str = "gus", name: str = "faults") -> Hand:
    """Someone at work on a template."""
    return Hand(name, seen, site.people[person], site.clock())


def save(site: Site, text: str, seen: int = 0, *, base: int | None = 1, **who: str) -> int:
    """Saves a draft; its revision."""
    return site.write(lambda session: save_draft(session, site.org, hand(site, seen, **who), text, base=base))


def draft(site: Site, name: str = "faults") -> TemplateDraft | None:
    """The draft as it is now."""
    return site.read(lambda session: template_drafts.read(session, site.org, name))


def publish(site: Site, seen: int, name: str = "faults") -> int:
    """Publishes the draft; the version."""
    number = site.write(lambda session: publish_draft(session, site.org, hand(site, seen, name=name)))
    site.office.forget()
    return number


def refused(site: Site, verb: Any, *arguments: Any, **keys: Any) -> str:
    """Why a verb is refused; nothing is stored."""
    before, kept = site.count(), draft(site)
    with pytest.raises(NotPossible) as caught:
        verb(site, *arguments, **keys)
    assert (site.count(), draft(site)) == (before, kept)
    return caught.value.code


def test_a_draft_is_kept_byte_for_byte_with_who_when_and_from_which_version(site: Site) -> None:
    assert save(site, TEXT) == 1
    assert draft(site) == TemplateDraft("faults", TEXT, 1, 1, site.clock(), site.people["gus"])
    assert site.scene().template.source == FAULTS


def test_each_saving_is_the_next_revision(site: Site) -> None:
    assert [save(site, "a"), save(site, "b", 1), save(site, "c", 2, person="ada")] == [1, 2, 3]
    found = draft(site)
    assert found is not None
    assert (found.source, found.author) == ("c", site.people["ada"])
    assert len(site.all(tables.TemplateDraft)) == 1


def test_of_two_who_save_at_once_the_second_is_refused_and_the_first_text_stays(site: Site) -> None:
    save(site, "a")
    save(site, "b", 1)
    assert refused(site, save, "c", 1) == "draft-changed"
    results = together(lambda: save(site, "d", 2), lambda: save(site, "e", 2, person="ada"))
    assert sorted(str(result) for result in results) == ["3", "draft-changed"]
    found = draft(site)
    assert found is not None
    assert (found.source, found.revision) == ("d" if results[0] == 3 else "e", 3)


def test_of_two_who_begin_at_once_one_has_the_draft(site: Site) -> None:
    results = together(*[lambda: save(site, "a")] * 4)
    assert sorted(str(result) for result in results) == ["1", "draft-changed", "draft-changed", "draft-changed"]


def test_a_revision_never_comes_twice(site: Site) -> None:
    save(site, "a")
    site.write(lambda session: discard_draft(session, site.org, hand(site, 1)))
    assert draft(site) is None
    assert save(site, "b") == 3
    assert refused(site, save, "c", 1) == "draft-changed"


def test_a_draft_that_is_not_there_can_not_be_given_up_or_published(site: Site) -> None:
    for verb in (discard_draft, publish_draft):
        for seen in (0, 1):
            with pytest.raises(NotPossible, match="draft-changed" if seen else "no-such-draft"):
                site.write(lambda session, verb=verb, seen=seen: verb(session, site.org, hand(site, seen)))


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "å" * 131_073])
def test_what_no_store_or_no_template_can_hold_is_refused(site: Site, text: str) -> None:
    assert refused(site, save, text) == "draft-unstorable"


def test_the_version_that_a_draft_began_from_must_be_there(site: Site) -> None:
    assert refused(site, save, "a", base=7) == "no-such-version"


def test_a_published_draft_is_the_version_in_use_and_no_draft_any_more(site: Site) -> None:
    save(site, OTHER)
    assert publish(site, 1) == 2
    assert site.scene().template.source == OTHER
    assert draft(site) is None
    assert site.all(tables.TemplateVersion, name="faults", version=2)[0].publisher == site.people["gus"]


def test_a_new_template_begins_as_a_draft_without_a_base(site: Site) -> None:
    save(site, FAULTS.replace("template: faults", "template: new"), base=None, name="new")
    assert publish(site, 1, "new") == 1


def test_a_draft_with_faults_is_not_published(site: Site) -> None:
    save(site, FAULTS.replace("one_per: hurt", "one_per: hrt"))
    with pytest.raises(InvalidTemplate, match="unknown-group"):
        publish(site, 1)
    save(site, FAULTS.replace(", old: Gammal", ""), 1)
    with pytest.raises(InvalidTemplate, match="change-missing"):
        publish(site, 2)
    assert site.scene().published.version == 1
    assert draft(site) is not None


def test_a_draft_is_not_published_over_a_version_that_its_author_has_not_seen(site: Site) -> None:
    save(site, OTHER)
    site.publish(FAULTS.replace("Felanmälan", "Annat"))
    assert refused(site, publish, 1) == "draft-behind"
    assert save(site, OTHER, 1, base=2) == 2
    assert publish(site, 2) == 3


def test_a_draft_that_names_another_template_is_not_published(site: Site) -> None:
    save(site, FAULTS.replace("template: faults", "template: by-hand"))
    assert refused(site, publish, 1) == "draft-of-another"


def test_a_version_can_be_the_draft_for_a_new_one(site: Site) -> None:
    site.publish(OTHER)
    restored = site.write(lambda session: restore_version(session, site.org, hand(site), 1))
    assert draft(site) == TemplateDraft("faults", FAULTS, 2, restored, site.clock(), site.people["gus"])
    assert publish(site, restored) == 3
    with pytest.raises(NotPossible, match="no-such-version"):
        site.write(lambda session: restore_version(session, site.org, hand(site), 9))


def test_restoring_does_not_overwrite_what_somebody_writes(site: Site) -> None:
    save(site, "a")
    with pytest.raises(NotPossible, match="draft-changed"):
        site.write(lambda session: restore_version(session, site.org, hand(site), 1))
    found = draft(site)
    assert found is not None
    assert found.source == "a"


def test_a_draft_of_a_template_that_was_put_away_brings_it_into_use(site: Site) -> None:
    site.write(lambda session: archive(session, site.org, "faults", now=site.clock(), person=None))
    save(site, OTHER)
    assert publish(site, 1) == 2
    assert site.office.current(site.org)["faults"] == 2


def test_all_drafts_are_there_to_be_listed(site: Site) -> None:
    save(site, "a")
    save(site, "b", base=None, name="another")
    save(site, "c", base=None, name="brief")
    site.write(lambda session: discard_draft(session, site.org, hand(site, 1, name="brief")))
    found = site.read(lambda session: template_drafts.every(session, site.org))
    assert [(one.name, one.source) for one in found] == [("another", "b"), ("faults", "a")]


def test_everything_that_is_done_stands_in_the_journal_without_its_text(site: Site) -> None:
    before = len(site.lines("organisation"))
    save(site, OTHER)
    site.write(lambda session: discard_draft(session, site.org, hand(site, 1)))
    site.write(lambda session: restore_version(session, site.org, hand(site), 1))
    save(site, OTHER, 3)
    publish(site, 4)
    told = ["draft-saved", "draft-discarded", "draft-saved", "version-restored", "draft-saved", "published"]
    assert site.lines("organisation")[before:] == told
    assert site.broken_chains() == []
    assert "Skadeanmälan" not in str([line.facts for line in site.all(tables.JournalLine, chain="organisation")])


SHARING = FAULTS.replace("template: faults", "template: faults\nshared: [lists/plats]")


def test_a_draft_is_published_with_the_files_that_are_ready_for_all(site: Site) -> None:
    save(site, SHARING)
    ready = from_texts({"lists/plats.yaml": "lists: {plats: {hall: Hall}}"})
    assert site.write(lambda session: publish_draft(session, site.org, hand(site, 1), ready)) == 2
    assert [row.source for row in site.all(tables.TemplateFile)] == ["lists: {plats: {hall: Hall}}"]


def test_a_file_that_is_ready_no_longer_is_the_one_that_the_template_has_had(site: Site) -> None:
    site.publish(SHARING, from_texts({"lists/plats.yaml": "lists: {plats: {hall: Hall}}"}))
    save(site, SHARING + "# more\n", base=2)
    assert publish(site, 1) == 3
    assert [row.source for row in site.all(tables.TemplateFile, version=3)] == ["lists: {plats: {hall: Hall}}"]


def test_a_file_that_is_nowhere_is_a_fault_and_the_draft_stays(site: Site) -> None:
    save(site, SHARING)
    with pytest.raises(InvalidTemplate, match="unknown-file"):
        publish(site, 1)
    assert draft(site) is not None
