"""A drawn case is reviewed once, by one who may read it; what is to be completed is told to its receiver without content."""

from typing import Any
from uuid import UUID

import pytest

from engine.actions.review_case import CLEAN, COMPLETE, LACKING, review_case
from engine.errors import NotPossible
from engine.store import notices, samples, tables
from tests.engine.actions.test_draw_sample import closed, sample
from tests.racing import together
from tests.site import Site

TWO = ("members: [gus]", "members: [gus, fay]")


def drawn(site: Site) -> tuple[UUID, UUID]:
    """A sample of one case."""
    closed(site)
    (case,) = sample(site)
    return site.all(tables.Sample)[-1].id, case


def review(site: Site, picked: tuple[UUID, UUID], verdict: str, person: str = "gus", remark: str = "") -> None:
    """Someone reviews."""
    scene, actor = site.scene(), site.actor(person)
    site.write(lambda session: review_case(session, scene, picked, verdict, actor, remark=remark))


def refused(site: Site, picked: tuple[UUID, UUID], verdict: str = CLEAN, person: str = "gus") -> str:
    """Why it can not be done; nothing is stored."""
    before = site.count()
    with pytest.raises(NotPossible) as caught:
        review(site, picked, verdict, person)
    assert site.count() == before
    return caught.value.code


def found(site: Site, case: UUID) -> list[samples.Review]:
    """What was found in a case."""
    row = site.read(lambda session: session.get(tables.Case, (site.org, case)))
    assert row is not None
    return site.read(lambda session: samples.reviews(session, site.office.sealer, row))


def test_a_review_has_its_verdict_and_a_sealed_remark(site: Site) -> None:
    picked = drawn(site)
    review(site, picked, LACKING, remark="Samtalet SAKNAS.")
    (one,) = found(site, picked[1])
    assert (one.verdict, one.at, one.by, one.remark) == (LACKING, site.clock(), site.people["gus"], "Samtalet SAKNAS.")
    (row,) = site.all(tables.SampleCase)
    assert b"SAKNAS" not in (row.sealed or b"")
    assert site.lines(picked[1])[-1] == "sample-reviewed"
    assert site.broken_chains() == []


def test_what_is_to_be_completed_is_told_to_the_receiver_without_content(site: Site) -> None:
    picked = drawn(site)
    before = len(site.all(tables.OutgoingMail))
    review(site, picked, COMPLETE, remark="HEMLIGT")
    (notice,) = site.all(tables.Notice, step=notices.REVIEW)
    assert (notice.mailbox, notice.case) == ("north", picked[1])
    (mail,) = site.all(tables.OutgoingMail)[before:]
    assert (mail.mailbox, mail.kind, mail.actor) == ("north", "review", site.people["gus"])
    assert "HEMLIGT" not in mail.subject + mail.body


@pytest.mark.parametrize("verdict", [CLEAN, LACKING])
def test_other_verdicts_tell_nobody(site: Site, verdict: str) -> None:
    picked = drawn(site)
    before = site.told()
    review(site, picked, verdict, remark="Kort.")
    assert site.told() == before
    assert site.all(tables.Notice, step=notices.REVIEW) == []


def test_what_lacks_something_needs_a_remark(site: Site) -> None:
    picked = drawn(site)
    assert refused(site, picked, LACKING) == "no-such-verdict"
    assert refused(site, picked, "fine") == "no-such-verdict"
    review(site, picked, CLEAN)


def test_a_case_is_reviewed_once(site: Site) -> None:
    picked = drawn(site)
    review(site, picked, CLEAN)
    assert refused(site, picked) == "changed-meanwhile"


def test_of_two_at_once_one_reviews(site: Site) -> None:
    site.change(TWO)
    picked = drawn(site)
    came: Any = together(lambda: review(site, picked, CLEAN), lambda: review(site, picked, CLEAN, "fay"))
    assert sorted(str(one) for one in came) == ["None", "changed-meanwhile"]


def test_only_members_of_the_mailbox_review_and_none_who_is_shut_out(site: Site) -> None:
    site.change(TWO)
    picked = drawn(site)
    shut = tables.Exclusion(org=site.org, subject=picked[1], kind="person", key=str(site.people["fay"]), why="declared")
    site.write(lambda session: session.add(shut))
    for person in ("ada", "hal", "eve", "fay"):
        assert refused(site, picked, person=person) == "no-such-case"


def test_a_case_that_was_not_drawn_is_not_reviewed(site: Site) -> None:
    sample_id, _ = drawn(site)
    assert refused(site, (sample_id, closed(site))) == "no-such-case"
    assert refused(site, (UUID(int=1), closed(site))) == "no-such-case"
