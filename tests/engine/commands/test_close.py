"""`mallverk close`: closes the months that are over, and says how many there were."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from click.testing import CliRunner

from engine.commands import main
from engine.commands.installation import open_office, settings_from_environment
from engine.ids import new_id
from engine.statistics.facts import Counter
from engine.store import facts
from engine.store.batch import Batch
from tests.engine.commands.test_publish import folder, publish
from tests.site import FAULTS

__all__ = ["folder"]


def test_months_that_are_over_are_closed_once(folder: Path) -> None:
    publish(folder, FAULTS)
    with open_office(settings_from_environment(), exclusive=False) as office:
        scene = office.scene("acme", "faults")
        assert scene is not None
        last_month = datetime.now(UTC).date().replace(day=1) - timedelta(days=3)
        batch = Batch("acme")
        counting = facts.Counting(scene.published.key, scene.published.columns, "main", new_id())
        facts.add(batch, Counter(scene.template, "north", last_month).submission({}), counting)
        office.write("acme", batch.write)
    assert CliRunner().invoke(main, ["close"]).output == f"acme: {len(scene.template.reports)}\n"
    assert CliRunner().invoke(main, ["close"]).output == "acme: 0\n"
