"""Whom a case reaches and what they hear: one mail to a mailbox, and never more than number, unit, day and link."""

import re

from engine.store import tables
from tests.site import Site, fault

BOTH = (("holds: [chief@region]", "holds: [chief@region, owner]"), ("holds: [owner]", "holds: []"))


def test_a_mailbox_that_is_told_twice_at_once_gets_the_mail_that_asks_most(site: Site) -> None:
    site.change(*BOTH)
    case = site.case(fault(who="keeper"))
    assert site.told() == [("region", "step")]
    assert [notice.mailbox for notice in site.all(tables.Notice)] == ["region"]
    assert site.file(case).subject.reached["region"] == {"notice", "receiver", "step"}


def test_a_mail_says_number_unit_day_and_link_and_nothing_else(site: Site) -> None:
    first = site.case(fault("Kim", what="Ett."))
    second = site.case(fault("Lo", what="Två."))
    mails = [site.all(tables.OutgoingMail, subject_id=case.id, mailbox="north")[0] for case in (first, second)]
    told = [re.sub(f"{case.number}|{case.id}", "…", mail.subject + mail.body) for mail, case in zip(mails, (first, second), strict=True)]
    assert told[0] == told[1]
    assert "North works" in told[0]


def test_a_unit_that_has_no_name_leaves_no_hole(site: Site) -> None:
    site.publish(site.scene().template.source.replace("routes: true, ", ""))
    site.case()
    (mail,) = site.all(tables.OutgoingMail)
    assert (mail.mailbox, mail.body.splitlines()[0]) == ("top", "Ett ärende väntar på dig.")


def test_every_case_has_a_mail_of_its_own(site: Site) -> None:
    cases = site.cases(site.report(fault("Kim", "Lo")).submission)
    links = {mail.body.partition("/cases/")[2].split()[0] for mail in site.all(tables.OutgoingMail, mailbox="north")}
    assert links == {str(case.id) for case in cases}
