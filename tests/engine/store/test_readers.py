"""Who can read a case, in full."""

from sqlalchemy.orm import Session

from engine.access import may_read
from engine.store import access_facts, directory, tables
from engine.store.readers import Readers, names_of, readers
from tests.site import COMPARTMENT, Site, fault


def inside(site: Site, case: tables.Case) -> Readers:
    """Everyone who can read it now."""
    organisation, day = site.scene().organisation, site.scene().day

    def look(session: Session) -> Readers:
        names = directory.mailbox_names(session, organisation.key)
        return readers(session, organisation, access_facts.of_case(session, organisation, case), day, names=names)

    return site.read(look)


def test_the_readers_are_exactly_those_who_may_read(site: Site) -> None:
    organisation = site.scene().organisation
    accused, decided = site.case(fault(who="keeper")), site.case(fault(urgent=True))
    site.decide(decided, "ada", "look")
    site.publish(COMPARTMENT)
    for case in (accused, decided, site.case(fault(place="south")), site.case(fault()), site.case(fault(who="keeper"))):
        subject = site.read(lambda session, case=case: access_facts.of_case(session, organisation, case))
        allowed = {site.people[person] for person in site.people if may_read(site.actor(person), subject, organisation)}
        assert set(inside(site, case).everyone()) == allowed


def test_a_mailbox_stands_with_all_its_reasons(site: Site) -> None:
    (box, top) = inside(site, site.case()).mailboxes
    assert (box.name, box.why, [person.name for person in box.people]) == ("North box", {"receiver", "step"}, ["Ada", "Bo"])
    assert (top.name, top.why) == ("Top box", {"notice"})


def test_a_mailbox_that_only_got_a_copy_is_no_reader(site: Site) -> None:
    assert "lab" not in {box.key for box in inside(site, site.case(fault(urgent=True))).mailboxes}


def test_whoever_is_shut_out_is_named_apart(site: Site) -> None:
    found = inside(site, site.case(fault(who="keeper")))
    assert found.shut == ("Ada", "Bo")


def test_a_name_is_known_also_when_the_account_is_closed(site: Site) -> None:
    ada = site.people["ada"]

    def close(session: Session) -> None:
        person = session.get(tables.Person, ("acme", ada))
        assert person is not None
        person.disabled_at = site.clock()

    site.write(close)
    assert site.read(lambda session: names_of(session, "acme", [ada])) == {ada: "Ada"}


def test_nobody_reads_what_stands_in_a_compartment_by_a_grant(site: Site) -> None:
    before = inside(site, site.case())
    site.publish(COMPARTMENT)
    found = inside(site, site.case())
    assert ([person.name for person in before.granted], found.granted) == (["Gus", "Hal"], ())
    assert found.mailboxes == before.mailboxes
