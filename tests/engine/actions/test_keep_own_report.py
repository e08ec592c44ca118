"""Reports of the organisation's own are kept by whoever administers, version by version, and told in the journal."""

import pytest

from engine.actions.keep_own_report import keep_own_report, retire_own_report
from engine.actions.keeping import Keeper
from engine.errors import NotPossible
from engine.statistics.own_report import read_own
from engine.store import own_reports, tables
from engine.store.own_reports import Version
from tests.site import Site

TEXT = "reports:\n  who:\n    title: Vem?\n    templates: [faults, by-hand]\n    count: submissions\n    rows: who\n"


def keeper(site: Site, person: str) -> Keeper:
    """Someone who changes things."""
    return Keeper(site.scene().organisation, site.actor(person), site.clock())


def keep(site: Site, text: str = TEXT, person: str = "gus", *, seen: int = 0) -> None:
    """Someone keeps a text."""
    known = {name: site.scene(name).template for name in ("faults", "by-hand")}
    own, who = read_own(text, known), keeper(site, person)
    site.write(lambda session: keep_own_report(session, who, own, {"faults": 1, "by-hand": 1, "more": 3}, seen=seen))


def versions(site: Site) -> list[Version]:
    """Every version of the report, the latest first."""
    return site.read(lambda session: own_reports.versions(session, site.org, "who"))


def test_every_version_is_kept_with_its_author_time_and_the_versions_of_its_templates(site: Site) -> None:
    keep(site)
    later = site.clock.move(days=1)
    keep(site, TEXT.replace("Vem?", "Vilka?"), seen=1)
    newest, oldest = versions(site)
    assert (newest.number, newest.text, newest.at, newest.retired) == (2, TEXT.replace("Vem?", "Vilka?"), later, False)
    assert (oldest.text, oldest.by, oldest.templates) == (TEXT, site.people["gus"], {"faults": 1, "by-hand": 1})
    assert site.read(lambda session: own_reports.latest(session, site.org)) == [newest]


def test_the_journal_tells_of_each_without_its_words(site: Site) -> None:
    keep(site)
    line = site.all(tables.JournalLine, kind="own-report-kept")[-1]
    assert {name: line.facts[name] for name in ("report", "version")} == {"report": "who", "version": 1}
    assert "Vem" not in repr(line.facts)


def test_only_who_administers_makes_reports(site: Site) -> None:
    keep(site)
    with pytest.raises(NotPossible, match="not-yours"):
        keep(site, person="hal", seen=1)
    with pytest.raises(NotPossible, match="not-yours"):
        site.write(lambda session: retire_own_report(session, keeper(site, "hal"), "who", retired=True))


def test_nobody_writes_over_what_they_have_not_seen(site: Site) -> None:
    keep(site)
    for seen in (0, 2):
        with pytest.raises(NotPossible, match="changed-meanwhile"):
            keep(site, seen=seen)
    assert len(versions(site)) == 1


def test_a_report_is_retired_and_taken_back_and_never_deleted(site: Site) -> None:
    keep(site)
    who = keeper(site, "gus")
    for retired in (True, True, False):
        site.write(lambda session, retired=retired: retire_own_report(session, who, "who", retired=retired))
    assert [(version.number, version.retired) for version in versions(site)] == [(3, False), (2, True), (1, False)]
    with pytest.raises(NotPossible, match="no-such-own-report"):
        site.write(lambda session: retire_own_report(session, who, "none", retired=True))
