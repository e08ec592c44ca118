"""Question pages keep what is typed, say what is wrong, and lead on."""

import pytest

from engine.store import tables
from tests.forms.leaks import FIRST, LEAKS, SEEN, TOKEN, at_check, at_first, at_seen, leaks
from tests.forms.visitor import visitor
from tests.site import Site


def test_the_first_page_is_asked_for_without_storing_anything(site: Site) -> None:
    someone = at_first(site)
    assert someone.page.status == 200
    assert "Steg 1 av 2" in someone.page.text
    assert site.all(tables.Draft) == []
    assert TOKEN not in someone.cookies()


def test_a_right_page_leads_to_the_next(site: Site) -> None:
    someone = at_first(site)
    someone.press("Fortsätt", FIRST)
    assert someone.url == "/acme/leaks/p/seen"
    assert len(site.all(tables.Draft)) == 1
    assert "Steg 2 av 2" in someone.page.text


def test_a_wrong_page_comes_back_with_the_same_sentence_above_and_at_the_field(site: Site) -> None:
    page = at_first(site).press("Fortsätt", {"what": "water", "mail": "kim@"})
    assert page.title.startswith("Fel: Var läcker det?")
    assert page.errors[0] == "Välj vilken plats"
    assert page.text.count("Välj vilken plats") == 2
    assert page.value("mail") == "kim@"


def test_the_summary_takes_the_focus_and_the_address_has_no_fragment(site: Site) -> None:
    someone = at_first(site)
    page = someone.press("Fortsätt")
    assert 'id="error-summary" role="group" aria-labelledby="error-summary-title" tabindex="-1" autofocus' in page.html
    assert someone.url == "/acme/leaks/p/where"


def test_going_back_shows_what_was_typed(site: Site) -> None:
    page = at_seen(site).open("p/where")
    assert page.value("place") == "north"
    assert page.value("since") == "2026-09-07"
    assert page.errors == []


def test_a_question_that_the_answers_call_for_is_shown_before_it_is_missed(site: Site) -> None:
    someone = at_first(site)
    page = someone.press("Fortsätt", FIRST | {"what": "gas"})
    assert someone.url == "/acme/leaks/p/where"
    assert page.errors == []
    assert "Dina svar gav en fråga till Hur luktar det?" in page.text
    assert page.value("place") == "north"
    assert someone.press("Fortsätt").errors == ["Skriv ett svar på frågan ”Hur luktar det?”"]


def test_the_update_button_shows_follow_up_questions_and_finds_no_fault(site: Site) -> None:
    someone = at_first(site)
    page = someone.press("Visa följdfrågor", {"what": "gas"})
    assert "Hur luktar det?" in page.text
    assert page.errors == []


def test_the_script_gets_the_questions_again_without_anything_being_stored(site: Site) -> None:
    someone = at_first(site)
    page = someone.press("Visa följdfrågor", {"what": "gas"}, headers={"X-Fragment": "1"})
    assert page.status == 200
    assert "Hur luktar det?" in page.text
    assert site.all(tables.Draft) == []


def test_a_page_that_the_answers_call_for_is_one_of_the_steps(site: Site) -> None:
    someone = at_first(site)
    someone.press("Visa följdfrågor", FIRST | {"what": "gas"})
    page = someone.press("Fortsätt", {"smell": "Ägg"})
    assert someone.url == "/acme/leaks/p/gas"
    assert "Steg 2 av 3" in page.text


def test_several_ticks_are_kept(site: Site) -> None:
    someone = at_first(site)
    someone.press("Visa följdfrågor", FIRST | {"what": "gas"})
    someone.press("Fortsätt", {"smell": "Ägg"})
    someone.press("Fortsätt", {"valves": ["c", "a"]})
    page = someone.open("p/gas")
    assert [value for name, value in page.forms[0].values if name == "valves"] == ["a", "c"]


def test_the_last_page_leads_to_the_check_and_so_does_any_page_from_then_on(site: Site) -> None:
    someone = at_check(site)
    assert someone.url == "/acme/leaks/check"
    someone.open("p/where")
    someone.press("Fortsätt", {"what": "oil"})
    assert someone.url == "/acme/leaks/check"


def test_yesterday_is_kept_as_the_day_it_was(site: Site) -> None:
    someone = at_first(site)
    someone.press("Fortsätt", {**FIRST, "since": "other", "since-other": "i går"})
    assert someone.open("p/where").value("since") == "2026-09-06"
    site.clock.move(hours=20)
    page = someone.open("p/where")
    assert (page.value("since"), page.value("since-other")) == ("other", "6 september 2026")


def test_a_day_further_back_stands_in_words(site: Site) -> None:
    someone = at_first(site)
    someone.press("Fortsätt", {**FIRST, "since": "other", "since-other": "1/9"})
    page = someone.open("p/where")
    assert (page.value("since"), page.value("since-other")) == ("other", "1 september 2026")


def test_a_wrong_answer_keeps_its_own_words(site: Site) -> None:
    page = at_first(site).press("Fortsätt", {**FIRST, "since": "other", "since-other": "32 smarch"})
    assert page.value("since-other") == "32 smarch"
    assert page.errors == ["Skriv dag och månad, till exempel 5 september"]
    assert 'href="#since-other"' in page.html


@pytest.mark.parametrize("path", ["p/seen", "p/gas", "check", "receipt", "move"])
def test_a_page_further_on_leads_to_the_beginning_when_nothing_is_typed(site: Site, path: str) -> None:
    someone = leaks(site)
    someone.open(path)
    assert someone.url in ("/acme/leaks/p/where", "/acme/leaks/")


def test_the_check_leads_to_the_first_page_that_is_left(site: Site) -> None:
    someone = at_seen(site)
    someone.open("check")
    assert someone.url == "/acme/leaks/p/seen"


def test_a_page_that_the_answers_do_not_call_for_leads_to_one_that_is_left(site: Site) -> None:
    someone = at_seen(site)
    someone.open("p/gas")
    assert someone.url == "/acme/leaks/p/seen"


def test_what_was_typed_in_two_windows_is_kept_from_both(site: Site) -> None:
    someone = at_seen(site)
    first, second = someone.open("p/where"), someone.open("p/seen")
    someone.press("Fortsätt", SEEN)
    someone.page = first
    someone.press("Fortsätt", {"what": "oil"})
    assert someone.url == "/acme/leaks/check"
    assert {"Olja", "Kim"} <= set(someone.page.text.split())
    assert second.status == 200


def test_a_draft_keeps_the_version_it_began_with(site: Site) -> None:
    someone = at_seen(site)
    site.publish(LEAKS.replace("Vem såg det?", "Vem var där?"))
    assert "Vem såg det?" in someone.open("p/seen").text
    newcomer = visitor(site, "leaks")
    newcomer.open("p/where")
    assert "Vem var där?" in newcomer.press("Fortsätt", FIRST).text


def test_a_page_that_was_open_when_a_new_version_came_still_holds(site: Site) -> None:
    someone = at_first(site)
    site.publish(LEAKS.replace("Vem såg det?", "Vem var där?"))
    someone.press("Fortsätt", FIRST)
    assert someone.url == "/acme/leaks/p/seen"
    assert [draft.version for draft in site.all(tables.Draft)] == [1]


def test_an_untouched_draft_is_gone_after_a_day_and_the_page_says_so(site: Site) -> None:
    someone = at_seen(site)
    site.clock.move(hours=25)
    page = someone.open("p/seen")
    assert page.status == 410
    assert "Svaren är borttagna" in page.text
    assert TOKEN not in someone.cookies()
    assert someone.open("p/where").status == 200


def test_every_saved_page_gives_the_draft_another_day(site: Site) -> None:
    someone = at_seen(site)
    for _ in range(3):
        site.clock.move(hours=20)
        someone.open("p/seen")
        someone.press("Fortsätt")
    assert someone.page.status == 200


def test_a_page_sent_after_the_day_is_kept_and_the_rest_is_asked_again(site: Site) -> None:
    someone = at_seen(site)
    site.clock.move(hours=23)
    someone.open("p/seen")
    site.clock.move(hours=2)
    page = someone.press("Fortsätt", SEEN)
    assert someone.url.startswith("/acme/leaks/p/where")
    assert "En del av svaren är borttagna" in page.text
    someone.press("Fortsätt", FIRST)
    assert someone.url == "/acme/leaks/check"
