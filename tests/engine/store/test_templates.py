"""Published texts as the store keeps them, and which of them are in use."""

from datetime import timedelta

from sqlalchemy import update

from engine.store import tables, templates
from engine.template.layers import Opener, from_texts
from engine.template.load import load
from tests.site import BY_HAND, FAULTS, Site


def test_the_versions_in_use_are_the_latest(site: Site) -> None:
    site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan"))
    assert site.read(lambda session: templates.versions_in_use(session, site.org)).current == {"faults": 2, "by-hand": 1}


def test_a_template_that_is_put_away_takes_no_reports_but_its_versions_stay(site: Site) -> None:
    row = tables.Template
    away = update(row).where(row.org == site.org, row.name == "faults").values(archived_at=site.clock())
    site.write(lambda session: session.execute(away))
    found = site.read(lambda session: templates.versions_in_use(session, site.org))
    assert (found.current, found.latest) == ({"by-hand": 1}, {"faults": 1, "by-hand": 1})
    assert site.read(lambda session: templates.version(session, site.org, "faults", 1)) is not None


def test_every_version_is_there_to_read(site: Site) -> None:
    found = site.read(lambda session: templates.version(session, site.org, "by-hand", 1))
    assert found is not None
    assert (found.name, found.version, found.source) == ("by-hand", 1, BY_HAND)
    assert site.read(lambda session: templates.version(session, site.org, "by-hand", 2)) is None


def test_each_version_has_its_day(site: Site) -> None:
    first = site.clock()
    site.clock.now += timedelta(days=3)
    site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan"))
    assert site.read(lambda session: templates.published_at(session, site.org, "faults")) == {1: first, 2: first + timedelta(days=3)}


def test_only_answers_with_one_value_have_columns(site: Site) -> None:
    placed = site.read(lambda session: templates.columns(session, site.org, "faults"))
    assert placed.keys() == {"place", "who", "age", "verdict.outcome", "check.found"}
    counted = load(FAULTS).counted
    answered = {name: item for name, item in counted.items() if not item.derived}
    assert {name for name, item in answered.items() if not item.multiple and not item.question.sensitive} == placed.keys()
    assert counted.keys() - answered.keys() == {"rounds.verdict", "rounds.talk", "rounds.check", "rounds.alone"}


def test_each_template_has_columns_of_its_own(site: Site) -> None:
    assert site.read(lambda session: templates.columns(session, site.org, "nothing")) == {}


SHARING = FAULTS.replace("template: faults", "template: faults\nshared: [lists/plats]")


def files(**texts: str) -> Opener:
    """Opens a shared list with these places."""
    options = ", ".join(f"{key}: {label}" for key, label in texts.items())
    return from_texts({"lists/plats.yaml": f"lists: {{plats: {{{options}}}}}"})


def test_a_version_keeps_its_files_as_they_were(site: Site) -> None:
    assert [site.publish(SHARING, files(hall=label)) for label in ("Hall", "Hall", "Korridor", "Hall")] == [2, 2, 3, 4]
    found = [site.read(lambda session, number=number: templates.version(session, site.org, "faults", number)) for number in (1, 2, 3, 4)]
    assert [stored and dict(stored.files) for stored in found] == [
        {},
        *({"lists/plats.yaml": f"lists: {{plats: {{hall: {label}}}}}"} for label in ("Hall", "Korridor", "Hall")),
    ]
    assert [stored and stored.digest == stored.template().digest for stored in found] == [True] * 4


def test_a_shared_file_that_changes_changes_no_published_version(site: Site) -> None:
    site.publish(SHARING, files(hall="Hall"))
    before = site.scene(version=2).template
    site.publish(SHARING, files(hall="Korridor", yard="Gård"))
    site.office._published.clear()
    after = site.scene(version=2).template
    assert (after.digest, dict(after.files), after.written.value) == (before.digest, dict(before.files), before.written.value)
    assert list(site.scene().template.written.value["lists"]["plats"]) == ["hall", "yard"]


def test_the_files_of_all_versions_are_there_each_as_it_was_last(site: Site) -> None:
    site.publish(SHARING, files(hall="Hall"))
    site.publish(SHARING, files(hall="Korridor"))
    assert site.read(lambda session: templates.files(session, site.org, "faults")) == {
        "lists/plats.yaml": "lists: {plats: {hall: Korridor}}"
    }
    assert site.read(lambda session: templates.files(session, site.org, "by-hand")) == {}


def test_organisations_with_the_same_texts_share_the_template_that_they_make() -> None:
    ours, theirs = (templates.Stored("faults", number, FAULTS, "", {}) for number in (1, 7))
    assert ours.template() is theirs.template()
    assert ours.template() == load(FAULTS)


def test_the_same_text_with_another_file_makes_another_template() -> None:
    taking = "shared: [words]\n" + FAULTS
    made = [
        templates.Stored("faults", 1, taking, "", {"words.yaml": f"lists: {{a: {{x: {word}}}}}\n"}).template() for word in ("En", "Ett")
    ]
    assert [dict(template.files) for template in made] == [{"words.yaml": f"lists: {{a: {{x: {word}}}}}\n"} for word in ("En", "Ett")]
