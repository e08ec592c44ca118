"""The documents of the ready-made templates can be made of a case at every moment, and say what they are for."""

from dataclasses import replace

import pytest

from engine.actions.paper import as_it_will_be
from engine.store import tables
from tests.site import Site

NAME = "krankande-behandling"


def reported(ekhamra: Site) -> tables.Case:
    """A case of the ready-made template for degrading treatment, where nobody in charge is accused."""
    examples = ekhamra.scene(NAME).template.examples
    answers = next(
        one.answers for one in examples if one.expect.get("accepted") and one.expect.get("mailbox", "").startswith("head_teacher")
    )
    return ekhamra.cases(ekhamra.report({**answers, "enhet": "ekskolan"}, template=NAME).submission)[0]


@pytest.mark.parametrize("key", ["underrattelse", "utredning", "beslut", "handlingsplan", "brev_vardnadshavare"])
def test_each_is_there_and_can_be_made_at_once(ekhamra: Site, key: str) -> None:
    case, scene = reported(ekhamra), ekhamra.scene(NAME)
    file, writer = ekhamra.file(case), replace(ekhamra.actor("karin_berg"), name="Karin")
    paper = ekhamra.read(lambda session: as_it_will_be(session, scene, file, key, writer=writer, written="KANARIE"))
    assert "KANARIE" in paper.body
    assert "{{" not in paper.body
    assert case.number in paper.body or key == "utredning"
