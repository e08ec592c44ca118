"""Rows of a group are added and taken away by plain buttons, and nothing that was typed moves to the wrong row."""

from tests.forms.leaks import ADD, FIRST, LEAKS, at_seen
from tests.forms.visitor import visitor
from tests.site import Site

REPEATED = LEAKS.replace(
    """    seen:
      title: Vem såg det?
""",
    """    homes:
      title: Vilka hem?
      hint: Ta med alla.
      repeat: {min: 1, max: 3, item: Hem}
      questions: {home: {type: text, label: Hem}}
    seen:
      title: Vem såg det?
""",
)


def test_one_more_row_keeps_what_was_typed_and_finds_no_fault(site: Site) -> None:
    page = at_seen(site).press(ADD, {"people.0.called": "Kim"})
    assert (page.value("people.0.called"), page.value("people.1.called")) == ("Kim", "")
    assert page.errors == []


def test_the_address_leads_to_the_new_row(site: Site) -> None:
    someone = at_seen(site)
    form = someone.page.forms[0]
    sent = someone.client.post(form.action, data={**dict(form.values), "do": "add:people"})
    assert sent.headers["Location"] == "/acme/leaks/p/seen#people.1"


def test_a_new_row_begins_with_its_presets(site: Site) -> None:
    assert at_seen(site).press(ADD).value("people.1.near") == "no"


def test_rows_have_numbers_when_there_are_several(site: Site) -> None:
    someone = at_seen(site)
    assert "Person 1" not in someone.page.text
    assert "Person 1" in someone.press(ADD).text


def test_taking_a_row_away_moves_the_ones_after_it_up(site: Site) -> None:
    someone = at_seen(site)
    someone.press(ADD, {"people.0.called": "Kim"})
    someone.press(ADD, {"people.1.called": "Bo", "people.1.near": "yes"})
    page = someone.press("Ta bort Person 1", {"people.2.called": "Cy"})
    assert [page.value(f"people.{row}.called") for row in range(2)] == ["Bo", "Cy"]
    assert [page.value(f"people.{row}.near") for row in range(2)] == ["yes", "no"]
    assert page.value("people.2.called") is None


def test_a_full_group_has_no_button_to_add_and_the_least_one_none_to_take_away(site: Site) -> None:
    someone = at_seen(site)
    assert "Ta bort" not in someone.page.text
    someone.press(ADD)
    assert ADD not in someone.press(ADD).text


def test_a_row_says_which_of_them_is_wrong(site: Site) -> None:
    someone = at_seen(site)
    someone.press(ADD, {"people.0.called": "Kim"})
    page = someone.press("Fortsätt")
    assert page.errors == ["Skriv ett svar på frågan ”Namn”"]
    assert 'href="#people.1.called"' in page.html


def test_a_question_inside_a_row_comes_with_that_row_s_answers_only(site: Site) -> None:
    someone = at_seen(site)
    someone.press(ADD, {"people.0.near": "yes"})
    assert {"people.0.how"} == {name for name in someone.page.names() if name.endswith(".how")}


def test_what_a_repeated_page_says_of_itself_comes_once_and_after_its_heading(site: Site) -> None:
    site.publish(REPEATED)
    someone = visitor(site, "leaks")
    someone.open("p/where")
    html = someone.press("Fortsätt", FIRST).html
    assert html.count("Ta med alla.") == 1
    assert html.index("<h1>Vilka hem?") < html.index("Ta med alla.")
