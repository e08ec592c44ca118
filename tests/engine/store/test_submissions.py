"""Submissions as the store keeps them: sealed apart, found by token and reference, opened by whoever holds their keys."""

import pytest
from sqlalchemy.orm import Session

from engine.store import submissions, tables
from engine.store.keys import SealBroken
from engine.store.seal import KeyGone, place
from tests.site import Site, fault


def row(site: Site) -> tables.Submission:
    """The latest submission."""
    return site.all(tables.Submission)[-1]


def answers(site: Site, found: tables.Submission, **more: int) -> dict[str, object]:
    """What the submission's own keys open."""
    return site.read(lambda session: submissions.open_answers(session, site.office.sealer, found, found.id, **more))[0]


def test_what_was_answered_comes_back(site: Site) -> None:
    site.report(fault("Kim", "Lo"))
    assert answers(site, row(site)) == fault("Kim", "Lo")


def test_a_report_without_rows_comes_back_too(site: Site) -> None:
    site.publish(site.scene().template.source.replace(", one_per: hurt", ""))
    site.report(fault("Kim", "Lo"))
    assert answers(site, row(site)) == fault("Kim", "Lo")
    assert site.all(tables.SubmissionRow) == []


def test_one_row_is_opened_without_the_others(site: Site) -> None:
    site.report(fault("Kim", "Lo"))
    assert answers(site, row(site), only_row=1)["hurt"] == [{"name": "Lo", "age": "young"}]


def test_a_submission_is_found_by_its_token_and_by_its_reference(site: Site) -> None:
    receipt = site.report(token=b"t")
    assert site.read(lambda session: submissions.by_token(session, site.org, b"t")) == (receipt.reference, receipt.submission)
    found = site.read(lambda session: submissions.by_reference(session, site.org, receipt.reference))
    assert found is not None
    assert found.id == receipt.submission


def test_what_nobody_sent_is_not_found(site: Site) -> None:
    site.report(token=b"t")
    assert site.read(lambda session: submissions.by_token(session, site.org, b"u")) is None
    assert site.read(lambda session: submissions.by_token(session, "other", b"t")) is None
    assert site.read(lambda session: submissions.by_reference(session, site.org, "00000000")) is None


def test_an_answer_that_was_moved_to_another_submission_does_not_open(site: Site) -> None:
    first, second = site.report().submission, site.report(fault("Lo")).submission

    def swap(session: Session) -> None:
        one, other = (session.get_one(tables.Submission, (site.org, id)) for id in (first, second))
        one.sealed, other.sealed = other.sealed, one.sealed

    site.write(swap)
    with pytest.raises((SealBroken, KeyGone)):
        answers(site, site.all(tables.Submission, id=first)[0])


def test_an_answer_that_was_changed_does_not_open(site: Site) -> None:
    site.report()
    found = row(site)
    found.sealed = found.sealed[:-1] + bytes([found.sealed[-1] ^ 1])
    with pytest.raises(SealBroken):
        answers(site, found)


def test_keys_for_a_later_case_are_those_it_was_sealed_with(site: Site) -> None:
    site.report(fault("Kim", "Lo"))
    keys = site.read(lambda session: submissions.keys_for(session, site.office.sealer, row(site)))
    assert len({keys.own.id, *(key.id for key in keys.rows)}) == 3
    for item, name in zip(site.all(tables.SubmissionRow), ("Kim", "Lo"), strict=True):
        about = place("submission_row", f"{item.submission}/{item.row}", "answers")
        assert site.office.sealer.open(keys.rows[item.row], item.sealed, about)["name"] == name
