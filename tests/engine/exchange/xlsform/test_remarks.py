"""What can not be said of an expression has a sentence for each of the columns that it may stand in."""

import pytest

from engine.texts import engine_texts

REASONS = ("not-said", "not-expression", "later", "unknown", "twice", "left-out", "no-option")


@pytest.mark.parametrize("column", ["relevant", "filter", "constraint", "calculation"])
def test_every_reason_has_its_sentence(column: str) -> None:
    assert [reason for reason in REASONS if not engine_texts().has(f"exchange.{column}-{reason}")] == []
