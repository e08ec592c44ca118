"""Who may make documents of a case, that they stay as they were made, and that they are gone with the case's key."""

from typing import Any
from uuid import UUID

import pytest

from engine.actions.erase_case import erase_case
from engine.actions.make_document import make_document, make_whole_file
from engine.errors import NotPossible
from engine.store import documents, tables
from engine.store.documents import Paper
from engine.store.seal import KeyGone
from tests.engine.documents.paper_site import WITH_DOCUMENTS, decided
from tests.site import Site

WHOLE = Paper("", "Akten", "<p>Allt</p>", "sv")


def made(site: Site, case: tables.Case, person: str, key: str = "brev", written: str = "Hej") -> int:
    """Somebody makes a document; its number."""
    scene, actor = site.scene(case.template, case.version), site.actor(person)
    return site.write(lambda session: make_document(session, scene, case.id, key, written, actor=actor)).number


def kept(site: Site, case: tables.Case, person: str, why: str = "own") -> int:
    """Somebody makes the whole file; its number."""
    scene, actor = site.scene(case.template, case.version), site.actor(person)
    return site.write(lambda session: make_whole_file(session, scene, case.id, WHOLE, actor=actor, why=why, masked=0)).number


def said(site: Site, case: tables.Case, number: int) -> str:
    """What a document says."""
    found = site.read(lambda session: documents.opened(session, site.office.sealer, site.own(session, case), number))
    assert found is not None
    return found[1].body


def refused(verb: Any, *given: Any) -> str:
    """Why a verb does not do it."""
    with pytest.raises(NotPossible) as caught:
        verb(*given)
    return caught.value.code


def test_those_who_received_the_case_or_do_something_in_it_make_documents(site: Site) -> None:
    case = decided(site)
    assert made(site, case, "bo") == 1
    site.act(case, "ada", site.press(case, "letter", "add", written="x"))
    site.act(case, "ada", site.press(case, "letter", "done"))
    assert made(site, case, "eve") == 3
    assert kept(site, case, "eve") == 4


@pytest.mark.parametrize("person", ["cy", "hal", "gus", "eve"])
def test_nobody_else_does(site: Site, person: str) -> None:
    case = decided(site)
    before = site.count()
    assert refused(made, site, case, person) == refused(kept, site, case, person) == "not-yours"
    assert site.count() == before


def test_what_is_not_there_can_not_be_made(site: Site) -> None:
    case = decided(site)
    assert refused(made, site, case, "ada", "nothing") == "no-such-document"
    assert refused(kept, site, case, "ada", "because") == "no-such-reason"
    scene, actor = site.scene(case.template, case.version), site.actor("ada")
    nowhere = UUID(int=1)
    assert refused(site.write, lambda session: make_document(session, scene, nowhere, "brev", "", actor=actor)) == "no-such-case"


def test_a_text_that_runs_away_makes_none(site: Site) -> None:
    many = "{% for a in rounds.letter %}" * 8 + "x" + "{% endfor %}" * 8
    site.publish(WITH_DOCUMENTS.replace('text: "Hej.', f'text: "{many}Hej.'))
    case = site.case()
    site.decide(case, "ada", "look")
    for _ in range(5):
        site.act(case, "ada", site.press(case, "letter", "add", written="x"))
    assert refused(made, site, case, "ada") == "document-too-long"


def test_what_was_made_does_not_change_when_the_case_or_the_template_does(site: Site) -> None:
    case = decided(site)
    number = made(site, case, "ada", "beslut", "Första")
    before = said(site, case, number)
    site.act(case, "ada", site.press(case, "letter", "add", written="Andra"))
    site.publish(WITH_DOCUMENTS.replace("Hej.", "Hejdå."))
    assert said(site, case, number) == before


def test_documents_are_gone_with_the_key_of_an_erased_case(site: Site) -> None:
    site.change(("ada: {name: Ada, email: ada@acme.example}", "ada: {name: Ada, email: ada@acme.example, grants: [{right: administer}]}"))
    site.publish(WITH_DOCUMENTS)
    case = site.case()
    made(site, case, "ada")
    site.decide(case, "ada", "drop")
    site.act(case, "ada", site.press(case, "close"))
    scene, actor = site.scene(), site.actor("ada")
    site.write(lambda session: erase_case(session, scene, case.id, actor))
    with pytest.raises(KeyGone):
        said(site, case, 1)
    assert refused(made, site, case, "ada") == "no-such-case"
