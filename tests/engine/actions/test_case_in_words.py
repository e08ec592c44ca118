"""What documents are told of a case: everything that a text may name, in words, and nothing personal of others than the party."""

from collections.abc import Mapping
from typing import Any

from engine.actions.case_in_words import Telling
from engine.actions.paper import as_it_will_be
from engine.documents import Known
from engine.store import tables
from engine.store.documents import Paper
from engine.template.documents import known_names
from engine.template.model import Document
from tests.engine.documents.paper_site import WITH_DOCUMENTS, decided
from tests.site import Site, fault

WITNESSES = """    seen:
      title: Vem såg?
      repeat: {min: 0, max: 3, item: Vittne}
      questions:
        witness: {type: text, label: Namn, personal: true}
        job: {type: choice, label: Roll, options: {a: Ett, b: Två}}
    hurt:"""


def told(site: Site, case: tables.Case, party: str | None = None) -> dict[str, Any]:
    """The values of a case."""
    scene, file = site.scene(case.template, case.version), site.file(case)
    return site.read(lambda session: Telling.of(session, scene, file, Document("x", {}, {}, party)).values())


def paper(site: Site, case: tables.Case, key: str, written: str = "") -> Paper:
    """A document of a case as it would be."""
    scene, file, actor = site.scene(case.template, case.version), site.file(case), site.actor("ada")
    return site.read(lambda session: as_it_will_be(session, scene, file, key, writer=actor, written=written))


def missing(known: Mapping[str, Known], values: Mapping[str, Any], at: str = "") -> list[str]:
    """The names that the values lack."""
    found = []
    for name, what in known.items():
        if name not in values:
            found.append(f"{at}{name}")
        elif what.parts:
            found += missing(what.parts, values[name], f"{at}{name}.")
        elif what.rows is not None:
            found += [path for row in values[name] for path in missing(what.rows, row, f"{at}{name}.")]
    return found


def test_everything_that_a_text_may_name_is_told(site: Site) -> None:
    case = decided(site)
    site.act(case, "ada", site.press(case, "letter", "add", written="x"))
    site.act(case, "ada", site.press(case, "letter", "done"))
    site.act(case, "eve", site.press(case, "talk", "add", said="Hej"))
    template = site.scene(case.template, case.version).template
    known = known_names(template.form, template.workflow, template.cases.one_per)
    waiting = {"written", "case.writer", "case.register_number", "check", "alone", "close"}
    assert set(missing(known, told(site, case))) <= waiting


def test_answers_are_told_in_words_with_their_keys(site: Site) -> None:
    values = told(site, decided(site))
    assert values["who"] == {"words": "En arbetare", "value": "worker"}
    assert values["urgent"] is None
    assert values["name"]["words"] == "Kim <b>Kimsson</b>"
    assert values["verdict"]["outcome"] == {"words": "Undersök", "value": "look"}


def test_a_decision_says_who_took_it_by_which_function_and_when(site: Site) -> None:
    assert told(site, decided(site))["case"]["decisions"] == [
        {
            **{"step": "Ställningstagande", "outcome": "Undersök", "reason": "Därför."},
            **{"by": "Ada", "function": "Skötare", "date": "7 september 2026"},
        }
    ]


def test_why_it_is_secret_follows_the_kind_of_the_unit(site: Site) -> None:
    assert told(site, decided(site))["case"]["secrecy"] == "Sekret hos verket"


def test_in_a_document_for_a_party_what_is_personal_of_others_is_not_told(site: Site) -> None:
    site.publish(WITH_DOCUMENTS.replace("    hurt:", WITNESSES))
    case = site.case(fault("Kim") | {"seen": [{"witness": "KANARIE", "job": "a"}]})
    for party, name in ((None, "KANARIE"), ("seen", "KANARIE"), ("hurt", "[maskat]")):
        row = told(site, case, party)["seen"][0]
        assert (row["witness"]["words"], row["job"]["words"]) == (name, "Ett")
    assert told(site, case, "hurt")["name"]["words"] == "Kim"
    assert told(site, case, "seen")["name"]["words"] == "[maskat]"
    assert "KANARIE" not in str(told(site, case, "hurt"))


def test_without_a_place_for_it_what_was_written_comes_last(site: Site) -> None:
    case = decided(site)
    assert paper(site, case, "brev", "Hälsningar *Ada*").body.endswith("<p>Hälsningar *Ada*</p>\n")
    assert paper(site, case, "beslut", "Skäl").body.count("Skäl") == 1
