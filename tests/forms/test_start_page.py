"""The start page says what happens, who reads and how long it takes, all from the template."""

from sqlalchemy import update

from engine.store import tables
from tests.forms.leaks import at_receipt, at_seen, leaks
from tests.forms.visitor import visitor
from tests.site import FAULTS, Site


def test_it_says_what_happens_in_order(site: Site) -> None:
    text = leaks(site).open("?unit=north").text
    steps = [
        "Skötare på North works får anmälan.",
        "Ägare får veta att den har kommit in.",
        "Skötare tar ställning inom två arbetsdagar.",
        "Du får ett nummer och en kod.",
    ]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)


def test_it_says_what_to_do_when_it_is_urgent(site: Site) -> None:
    assert "Är det bråttom? Stäng kranen." in leaks(site).open("").text


def test_it_says_how_long_it_takes(site: Site) -> None:
    assert "Det tar ungefär en minut" in leaks(site).open("").text


def test_the_author_s_own_words_about_readers_are_used(site: Site) -> None:
    site.publish(FAULTS.replace("form:\n  pages:", "start: {readers: Bara vi läser.}\nform:\n  pages:", 1))
    text = visitor(site, "faults").open("").text
    assert "Bara vi läser." in text
    assert "läser det du skriver" not in text


def test_no_decision_is_promised_that_only_a_person_adds_nor_a_time_that_an_answer_gives(site: Site) -> None:
    extra = "workflow:\n  extra: {kind: decision, title: E, optional: true, by: owner, outcomes: {a: A}}\n"
    site.publish(FAULTS.replace("workflow:\n", extra))
    assert "Skötare tar ställning inom två arbetsdagar." in visitor(site, "faults").open("").text
    asked = "urgent: {type: yes_no, label: Är det bråttom?, optional: true}\n        by: {type: date, label: Till när?}"
    text = FAULTS.replace("due: {days: 2, calendar: working}", "due: {from: by}")
    site.publish(text.replace("urgent: {type: yes_no, label: Är det bråttom?, optional: true}", asked))
    assert "Skötare tar ställning." in visitor(site, "faults").open("").text


def test_a_form_that_waits_for_its_mailbox_says_so(site: Site) -> None:
    assert "Skötare läser den och avgör vad som ska göras." in visitor(site, "by-hand").open("").text


def test_nothing_is_stored_and_no_draft_remembered_before_the_first_answer(site: Site) -> None:
    someone = leaks(site)
    someone.open("")
    someone.press("Börja anmälan")
    assert set(someone.cookies()) == {"browser"}
    assert site.all(tables.Draft) == []


def test_a_draft_that_was_left_can_be_gone_on_with(site: Site) -> None:
    someone = at_seen(site)
    page = someone.open("")
    assert "Svaren finns kvar i den här webbläsaren till tisdag 8 september kl. 10.00." in page.text
    assert page.links["Fortsätt där du var"] == "/acme/leaks/p/seen"


def test_a_draft_that_was_left_can_be_put_aside(site: Site) -> None:
    someone = at_seen(site)
    someone.open("")
    assert someone.press("Börja om från början").value("place") is None


def test_after_sending_the_start_page_is_as_new(site: Site) -> None:
    someone = at_receipt(site)
    page = someone.open("")
    assert [words for words, _, _ in page.forms[-1].buttons] == ["Börja anmälan"]


def test_an_unknown_form_and_an_unknown_organisation_are_said_in_words(site: Site) -> None:
    someone = leaks(site)
    for path in ("/acme/nothing/", "/nobody/leaks/", "/acme/nothing/p/where", "/nobody/"):
        page = someone.open(path)
        assert page.status == 404
        assert "Sidan finns inte" in page.text


def test_a_closed_form_says_where_to_turn_and_lets_begun_reports_be_sent(site: Site) -> None:
    someone, newcomer = at_seen(site), visitor(site, "leaks")
    site.write(
        lambda session: session.execute(update(tables.Template).values(archived_at=site.clock()).where(tables.Template.name == "leaks"))
    )
    site.office.forget()
    page = newcomer.open("")
    assert page.status == 410
    assert "Formuläret är stängt. Vänd dig till Acme." in page.text
    assert newcomer.open("p/where").status == 410
    assert someone.press("Fortsätt", {"people.0.called": "Kim"}).status == 200


def test_the_library_s_form_fits_its_start_page(ekhamra: Site) -> None:
    text = visitor(ekhamra, "krankande-behandling").open("?unit=ekskolan").text
    assert "Rektor på Ekskolan F–6 får anmälan. Huvudman får veta att den har kommit in." in text
    assert "Beroende på svaren kan anmälan i stället gå till verksamhetschef." in text
    assert "Rektor tar ställning inom två skoldagar." in text
