"""Mail that was given up goes back to the queue for those who administer, and only that."""

import pytest

from engine.actions.try_mail import try_mail
from engine.errors import NotPossible
from engine.mails import Refused
from engine.store import failed_mail, tables
from tests.site import Postbox, Site


def tried(site: Site, person: str) -> int:
    """Somebody tries everything again."""
    ids, actor = [mail.id for mail in site.all(tables.OutgoingMail)], site.actor(person)
    return site.write(lambda session: try_mail(session, site.org, ids, actor, site.clock()))


def test_only_what_was_given_up_goes_back(site: Site) -> None:
    site.case()
    site.deliver()
    assert tried(site, "gus") == 0
    site.case()
    site.deliver(Postbox(refusal=Refused("550", final=True)))
    assert tried(site, "gus") == 2
    assert len(site.deliver().sent) == 2


def test_what_still_does_not_arrive_is_told_again(site: Site) -> None:
    site.case()
    site.deliver(Postbox(refusal=Refused("550", final=True)))
    tried(site, "gus")
    assert site.read(lambda session: failed_mail.how_many(session, site.org)) == 0
    site.clock.move(days=6)
    site.deliver(Postbox(refusal=Refused("451", final=False)))
    assert site.read(lambda session: failed_mail.how_many(session, site.org)) == 2


def test_what_is_still_tried_is_not_told_of(site: Site) -> None:
    site.case()
    site.deliver(Postbox(refusal=Refused("451", final=False)))
    assert site.read(lambda session: failed_mail.how_many(session, site.org)) == 0


@pytest.mark.parametrize("person", ["ada", "hal"])
def test_nobody_else_may(site: Site, person: str) -> None:
    site.case()
    with pytest.raises(NotPossible, match="not-yours"):
        tried(site, person)
