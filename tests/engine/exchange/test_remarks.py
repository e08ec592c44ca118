"""Every remark has its sentence."""

import re
from pathlib import Path

import engine.exchange
from engine.texts import engine_texts

ROOM = Path(engine.exchange.__file__).parent
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py"))
SAID = {code.removeprefix("exchange.") for code in engine_texts().codes() if code.startswith("exchange.")}


def test_every_remark_has_a_sentence() -> None:
    named = set(re.findall(r'(?:\.lose|\.tell|Remark)\(\s*"([a-z-]+)"', SOURCE))
    assert "not-json" in named
    assert named - SAID == set()


def test_every_reason_why_a_condition_is_lost_has_a_sentence() -> None:
    formio = "\n".join(path.read_text(encoding="utf-8") for path in (ROOM / "formio").glob("*.py"))
    reasons = set(re.findall(r'(?:Unsayable|_refuse)\("([a-z-]+)"', formio))
    assert {f"condition-{reason}" for reason in reasons} - SAID == set()
