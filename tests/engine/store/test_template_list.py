"""Which templates there are, and the history of each."""

from engine.store import template_list
from tests.site import FAULTS, Site


def test_every_template_is_listed_by_name_with_the_version_in_use(site: Site) -> None:
    site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan"))
    found = site.read(lambda session: template_list.every(session, site.org))
    assert [(item.name, item.published, item.archived) for item in found if item.name == "faults"] == [("faults", 2, False)]
    assert [item.name for item in found] == sorted(item.name for item in found)


def test_the_history_has_the_latest_first(site: Site) -> None:
    first = site.clock()
    later = site.clock.move(days=1)
    site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan"))
    found = site.read(lambda session: template_list.history(session, site.org, "faults"))
    assert [(item.version, item.at, item.publisher) for item in found] == [(2, later, None), (1, first, None)]
