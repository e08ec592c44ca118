"""Where a chart over time shows that what it counts has changed."""

from admin.reports.opening import Opened, Read
from engine.statistics.table import interval_of
from engine.store import templates


def breaks(opened: Opened, read: Read) -> list[tuple[str, str]]:
    """The key of the first period that has answers to the new version, with what has changed, oldest first.

    The version's own day decides and not that of the first answer, since that could tell of a single one.
    """
    report, organisation = opened.ground.report, opened.reader.organisation
    if not read.shown.of_periods or report.date is not None:
        return []
    broken = read.shown.words.briefly_broken(read.scope.versions, opened.choice.chosen)
    if not broken:
        return []
    days = opened.reader.office.read(
        organisation.key, lambda session: templates.published_at(session, organisation.key, opened.ground.template.name)
    )
    return [(interval_of(days[version].astimezone(organisation.zone).date(), report.interval), words) for version, words in broken]
