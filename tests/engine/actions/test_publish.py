"""Publishing: the text is kept byte for byte under the next number, the same text keeps its number, and columns stay."""

import pytest

from engine.errors import InvalidTemplate, NotPossible
from engine.store import tables, templates
from tests.racing import together
from tests.site import FAULTS, Site

MORE = FAULTS.replace(
    "        urgent: {type: yes_no, label: Är det bråttom?, optional: true}",
    "        urgent: {type: yes_no, label: Är det bråttom?, optional: true, statistics: true}",
)
LESS = FAULTS.replace(
    "options: {worker: En arbetare, keeper: Skötaren}, statistics: true}", "options: {worker: En arbetare, keeper: Skötaren}}"
)
LESS = LESS[: LESS.index("reports:")] + "changes: {who: gone, urgent: gone}\n"
RENAMED = FAULTS.replace("Felanmälan", "Skadeanmälan")


def columns(site: Site) -> dict[str, str]:
    """Where each counted answer is stored."""
    return site.read(lambda session: templates.columns(session, site.org, "faults"))


def test_the_text_is_kept_byte_for_byte(site: Site) -> None:
    text = FAULTS.replace("Felanmälan", "Felanmälan \u200b ") + "\n# slut  \n"
    number = site.publish(text)
    (row,) = site.all(tables.TemplateVersion, name="faults", version=number)
    assert row.source == text
    assert row.digest == site.scene().template.digest


def test_the_same_text_gives_the_same_number(site: Site) -> None:
    before = site.count()
    assert site.publish(FAULTS) == 1
    assert site.count() == before


def test_a_changed_text_gives_the_next_number_and_is_in_use_at_once(site: Site) -> None:
    assert site.publish(MORE) == 2
    assert site.scene().published.version == 2
    assert site.scene(version=1).template.source == FAULTS


def test_an_old_text_that_comes_back_gets_a_number_of_its_own(site: Site) -> None:
    assert (site.publish(RENAMED), site.publish(FAULTS)) == (2, 3)


def test_publishing_stands_in_the_journal_once_per_version(site: Site) -> None:
    site.publish(MORE)
    site.publish(MORE)
    lines = [line for line in site.all(tables.JournalLine, chain="organisation") if line.kind == "published"]
    assert [(line.facts["template"], line.facts["version"]) for line in lines] == [("faults", 1), ("by-hand", 1), ("faults", 2)]
    assert site.broken_chains() == []


def test_many_who_publish_at_once_make_one_version(site: Site) -> None:
    assert together(*[lambda: site.publish(MORE)] * 8) == [2] * 8
    assert len(site.all(tables.TemplateVersion, name="faults")) == 2


def test_a_counted_answer_keeps_its_column_in_every_version(site: Site) -> None:
    first = columns(site)
    site.publish(MORE)
    assert first.items() <= columns(site).items()
    assert columns(site).keys() - first.keys() == {"urgent"}
    site.publish(LESS)
    assert first.items() <= columns(site).items()
    site.publish(FAULTS)
    assert first.items() <= columns(site).items()


def test_no_two_answers_share_a_column(site: Site) -> None:
    site.publish(MORE)
    assert len(set(columns(site).values())) == len(columns(site))


def test_a_template_that_counts_too_much_is_refused_whole(site: Site) -> None:
    many = "".join(f"        q{number}: {{type: yes_no, label: Q{number}, optional: true, statistics: true}}\n" for number in range(41))
    before = site.count()
    with pytest.raises(NotPossible, match="too-much-counted"):
        site.publish(FAULTS.replace("    hurt:\n      title: Vem", many + "    hurt:\n      title: Vem"))
    assert site.count() == before
    assert site.scene().published.version == 1


def test_what_is_counted_no_more_needs_a_word(site: Site) -> None:
    before = site.count()
    with pytest.raises(InvalidTemplate, match="change-missing"):
        site.publish(LESS.replace("who: gone, ", "").replace("changes: {urgent: gone}\n", ""))
    assert site.count() == before
    assert site.scene().published.version == 1


def test_lines_that_spoke_of_an_earlier_version_are_refused(site: Site) -> None:
    site.publish(
        FAULTS.replace("keeper: Skötaren}", "guard: Skötaren}").replace("who: keeper", "who: guard")
        + "changes: {who.keeper: {became: guard}}\n"
    )
    with pytest.raises(InvalidTemplate, match="change-of-nothing"):
        site.publish(site.scene().template.source.replace("Felanmälan", "Skadeanmälan"))


def test_a_first_version_has_nothing_to_speak_of(site: Site) -> None:
    assert site.publish(FAULTS.replace("template: faults", "template: other") + "changes: {old: gone}\n") == 1


def test_a_published_text_is_the_same_after_others_have_come(site: Site) -> None:
    (before,) = [row.source for row in site.all(tables.TemplateVersion, name="faults")]
    site.publish(MORE)
    assert site.all(tables.TemplateVersion, name="faults", version=1)[0].source == before == FAULTS
