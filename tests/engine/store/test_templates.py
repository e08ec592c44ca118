"""Published texts as the store keeps them, and which of them are in use."""

from sqlalchemy import update

from engine.store import tables, templates
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


def test_only_answers_with_one_value_have_columns(site: Site) -> None:
    placed = site.read(lambda session: templates.columns(session, site.org, "faults"))
    assert placed.keys() == {"place", "who", "age", "verdict.outcome", "check.found"}
    counted = load(FAULTS).counted
    assert {name for name, item in counted.items() if not item.multiple and not item.question.sensitive} == placed.keys()


def test_each_template_has_columns_of_its_own(site: Site) -> None:
    assert site.read(lambda session: templates.columns(session, site.org, "nothing")) == {}
