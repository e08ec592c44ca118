"""The pages around the forms, and the choice of language."""

import pytest

from engine.policy import POLICY
from forms.web import unlisted
from tests.forms.leaks import FIRST, at_check, at_first, leaks
from tests.forms.visitor import public_app, visitor
from tests.site import Site


def test_the_only_organisation_is_led_on_to(site: Site) -> None:
    someone = visitor(site)
    someone.open("/")
    assert someone.url == "/acme/"


def test_an_organisation_lists_its_forms_with_their_purpose(site: Site) -> None:
    page = leaks(site).open("/acme/")
    assert page.links["Läckage"] == "/acme/leaks/"
    assert "Läcker det någonstans? Berätta här. Det tar ungefär en minut." in page.text


def test_a_form_that_is_not_published_yet_is_not_listed(site: Site) -> None:
    assert "Läckage" not in visitor(site).open("/acme/").links


@pytest.mark.parametrize("path", ["accessibility", "personal-data", "contact"])
def test_every_page_leads_to_what_visitors_are_owed_to_know(site: Site, path: str) -> None:
    someone = leaks(site)
    assert f"/acme/{path}" in someone.open("").links.values()
    assert "Acme" in someone.open(f"/acme/{path}").text


def test_every_address_is_in_the_access_policy(site: Site) -> None:
    app = public_app(site)
    assert unlisted(app, POLICY) == []
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == {
        name for name in POLICY if not name.startswith(("admin.", "on_behalf."))
    }


def test_health_answers(site: Site) -> None:
    assert visitor(site).open("/health").text == "ok"


def test_a_form_in_two_languages_can_be_read_in_either(site: Site) -> None:
    someone = leaks(site)
    assert someone.open("").links["In English"] == "?language=en"
    page = someone.open("?language=en&unit=north")
    assert someone.url == "/acme/leaks/?unit=north"
    assert "Keeper at North works gets the report." in page.text
    assert 'lang="en"' in page.html.split(">")[1]


def test_every_page_of_a_form_offers_its_other_language(site: Site) -> None:
    someone = at_check(site)
    assert someone.page.links["In English"] == "?language=en"
    assert someone.press("Skicka anmälan").links["In English"] == "?language=en"
    assert someone.open("?language=en").links["På svenska"] == "?language=sv"
    someone.press("Start the report")
    assert "Var läcker det?" in someone.press("På svenska").text


def test_choosing_a_language_on_a_page_of_questions_keeps_what_is_typed(site: Site) -> None:
    someone = at_first(site)
    page = someone.press("In English", {"place": "north", "mail": "kim@"})
    assert someone.url == "/acme/leaks/p/where"
    assert "Step 1 of 2" in page.text
    assert (page.value("place"), page.value("mail"), page.errors) == ("north", "kim@", [])


def test_choosing_a_language_keeps_the_unit_of_the_link(site: Site) -> None:
    someone = leaks(site)
    chosen = someone.open("?unit=north").links["In English"]
    assert "Keeper at North works gets the report." in someone.open(chosen).text
    someone.press("Start the report")
    assert "Skötare på North works får anmälan." in someone.press("På svenska").text


def test_a_language_that_these_pages_do_not_speak_is_refused(site: Site) -> None:
    assert at_first(site).press("Fortsätt", {"do": "language:xx"}).status == 400


def test_the_language_lasts_to_the_receipt(site: Site) -> None:
    someone = leaks(site)
    someone.open("?language=en")
    someone.press("Start the report")
    someone.press("Continue", FIRST)
    someone.press("Continue", {"people.0.called": "Kim"})
    assert "Thank you, the report has been received" in someone.press("Send the report").text


def test_a_form_in_one_language_stays_in_it(site: Site) -> None:
    someone = visitor(site, "faults")
    someone.open("?language=en")
    assert "Börja anmälan" in someone.page.text
    assert "In English" not in someone.page.links


def test_an_unknown_language_is_passed_over(site: Site) -> None:
    assert leaks(site).open("?language=xx").status == 200


def test_the_check_is_in_the_language_that_was_chosen_last(site: Site) -> None:
    someone = at_check(site)
    someone.open("?language=en")
    assert "Check before you send" in someone.open("check").text
