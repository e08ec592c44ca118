"""Writing a template on the web: every fault beside its line, a look before it counts, and a Publish button that can not surprise."""

from engine.actions.publish import publish
from engine.library import from_library, ready_made
from engine.store import tables
from engine.template.layers import from_texts
from engine.template.load import load
from tests.admin.staff import Browser, Page, Staff
from tests.site import FAULTS, UNHELD

WRONG = FAULTS.replace("title: Felanmälan", "titel: Felanmälan").replace("type: yes_no", "type: yesno")
OTHER = FAULTS.replace("worker: En arbetare", "worker: En arbetare, guest: En gäst")


def written(browser: Browser, text: str, button: str) -> Page:
    """What comes of pressing a button of the editor."""
    return browser.press(browser.get("templates/faults/edit"), button, text=text)


def versions(staff: Staff, name: str = "faults") -> list[str]:
    """The published texts of a template."""
    return [row.source for row in staff.site.all(tables.TemplateVersion, name=name)]


def test_the_text_in_use_is_there_to_be_edited(keeper: Browser) -> None:
    page = keeper.get("templates/faults/edit")
    assert ("text", FAULTS.strip()) in [(name, value.strip()) for name, value in page.button("Kontrollera")[0].fields]
    assert "Inga fel" in page.text


def test_every_fault_stands_beside_its_line_and_the_text_is_kept(keeper: Browser, staff: Staff) -> None:
    page = written(keeper, WRONG, "Kontrollera")
    assert page.status == 422
    assert "2 fel att rätta" in page.text
    assert "Rad 3: ”titel” känns inte igen här. Menade du ”title”? titel: Felanmälan" in page.text.replace('"', "”")
    assert "yesno" in dict(page.button("Kontrollera")[0].fields)["text"]
    assert len(versions(staff)) == 1


def test_an_example_that_does_not_hold_is_a_fault(keeper: Browser) -> None:
    example = FAULTS + "examples:\n  - {name: tom, answers: {}, expect: {accepted: true}}\n"
    assert "Ett fel att rätta" in written(keeper, example, "Kontrollera").text


def test_its_reports_can_be_seen_before_anyone_has_reported(keeper: Browser, staff: Staff) -> None:
    page = written(keeper, FAULTS, "Se rapporterna")
    assert page.status == 200
    assert "påhittade anmälningar" in page.text
    for report in load(FAULTS).reports.values():
        assert report.title["sv"] in page.text
    assert "<svg" in page.html
    assert staff.site.all(tables.Submission) == []


def test_reports_of_a_text_with_faults_are_not_made_up(keeper: Browser) -> None:
    assert "påhittade" not in written(keeper, WRONG, "Se rapporterna").text


def test_a_look_shows_every_question_with_the_words_of_its_condition(keeper: Browser) -> None:
    hidden = FAULTS.replace("urgent: {type: yes_no,", "urgent: {type: yes_no, show_if: {who: keeper},")
    page = written(keeper, hidden, "Förhandsgranska")
    assert "Visas när svaret på ”Vem?” är Skötaren: Är det bråttom?" in page.text
    assert "Vem skadades?" in page.text
    assert keeper.get("templates/faults/edit").text.count("Är det bråttom?") == 1


def test_nothing_is_published_before_it_has_been_reviewed(keeper: Browser, staff: Staff) -> None:
    page = written(keeper, OTHER, "Granska och publicera")
    assert "Ny rad: who: {type: choice, label: Vem?, options: {worker: En arbetare, guest: En gäst" in page.text
    assert "Nya anmälningar följer version 2." in page.text
    assert len(versions(staff)) == 1


def test_the_review_says_what_is_different_in_words(keeper: Browser) -> None:
    assert "Frågan ”Vem?” har fått svaret ”En gäst”" in written(keeper, OTHER, "Granska och publicera").text


def test_what_is_counted_no_more_is_a_fault_that_says_what_to_write(keeper: Browser, staff: Staff) -> None:
    less = FAULTS.replace(", old: Gammal", "")
    for button in ("Kontrollera", "Granska och publicera"):
        page = written(keeper, less, button)
        assert (page.status, "Skriv så här: age.old: gone" in page.text) == (422, True)
    assert keeper.post("studio/publish", {"text": less, "base": "1"}).status == 422
    review = written(keeper, less + "changes: {age.old: gone}\n", "Granska och publicera")
    assert "ett ärendes väg, steg för steg</title>" in review.html
    assert "Frågan ”Ålder” har inte längre svaret ”Gammal”" in review.text
    keeper.press(review, "Publicera version 2")
    assert len(versions(staff)) == 2


def test_publishing_takes_the_reviewed_text_into_use_as_it_was_written(keeper: Browser, staff: Staff) -> None:
    page = keeper.press(written(keeper, OTHER, "Granska och publicera"), "Publicera version 2")
    assert page.url == "/acme/templates/faults"
    assert "Version 2 är i bruk." in page.text
    assert "i dag 10.00 Kit" in page.text
    assert versions(staff)[1].strip() == OTHER.strip()
    assert "published" in staff.site.lines("organisation")


def test_from_the_review_one_can_go_back_to_the_text(keeper: Browser) -> None:
    page = keeper.press(written(keeper, OTHER, "Granska och publicera"), "Tillbaka till texten")
    assert "guest: En gäst" in dict(page.button("Kontrollera")[0].fields)["text"]


def test_a_text_with_faults_is_never_reviewed_nor_published(keeper: Browser, staff: Staff) -> None:
    assert "Publicera version" not in written(keeper, WRONG, "Granska och publicera").text
    page = keeper.post("studio/publish", {"text": WRONG, "base": "1"})
    assert (page.status, len(versions(staff))) == (422, 1)


def test_of_two_who_publish_at_once_the_second_is_told_and_loses_nothing(keeper: Browser, staff: Staff) -> None:
    review = written(keeper, OTHER, "Granska och publicera")
    staff.site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan"))
    page = keeper.press(review, "Publicera version 2")
    assert page.status == 422
    assert "Någon har publicerat en annan version sedan du började" in page.text
    assert "guest: En gäst" in dict(page.button("Kontrollera")[0].fields)["text"]
    assert len(versions(staff)) == 2
    again = keeper.press(page, "Granska och publicera")
    assert "Borttagen rad: title: Skadeanmälan" in again.text
    keeper.press(again, "Publicera version 3")
    assert len(versions(staff)) == 3


def test_who_published_a_moment_ago_is_seen_though_what_is_kept_at_hand_is_older(keeper: Browser, staff: Staff) -> None:
    review = written(keeper, OTHER, "Granska och publicera")
    template = load(FAULTS.replace("Felanmälan", "Skadeanmälan"))
    staff.site.write(lambda session: publish(session, "acme", template, staff.site.clock(), None))
    assert "Någon har publicerat en annan version" in keeper.press(review, "Publicera version 2").text
    assert len(versions(staff)) == 2


def test_an_unchanged_text_can_not_be_published_again(keeper: Browser, staff: Staff) -> None:
    page = keeper.press(keeper.get("templates/faults/edit"), "Granska och publicera")
    assert "Inget har ändrats." in page.text
    assert "Publicera version" not in " ".join(page.buttons())


def test_a_ready_made_template_is_the_beginning_of_a_new_one(keeper: Browser, staff: Staff) -> None:
    title = "Felanmälan"
    page = keeper.get(keeper.get("studio/ready-made").link(title))
    assert dict(page.button("Kontrollera")[0].fields)["text"].strip() == ready_made()["felanmalan"].source.strip()
    review = keeper.press(page, "Granska och publicera")
    assert "Mallen är ny." in review.text
    keeper.press(review, "Publicera version 1")
    assert len(versions(staff, "felanmalan")) == 1
    assert keeper.get("studio/new?like=felanmalan").url == "/acme/templates/felanmalan/edit"


def test_a_new_template_never_takes_the_place_of_one_that_is_in_use(keeper: Browser, staff: Staff) -> None:
    page = keeper.post("studio/publish", {"text": OTHER, "base": ""})
    assert (page.status, len(versions(staff))) == (422, 1)


def test_whoever_may_only_write_is_told_to_ask_someone_who_may_publish(staff: Staff) -> None:
    gus = staff.browser("gus")
    page = written(gus, OTHER, "Granska och publicera")
    assert "Be någon som får." in page.text
    assert gus.post("studio/publish", {"text": OTHER, "base": "1"}).status == 404


def test_what_is_not_there_can_not_be_edited(keeper: Browser) -> None:
    assert keeper.get("templates/nothing/edit").status == 404
    assert keeper.get("studio/new?like=nothing").status == 404


def test_markup_in_a_text_is_shown_as_it_was_typed(keeper: Browser) -> None:
    text = FAULTS.replace("Felanmälan", "</textarea><script>alert(1)</script>")
    for button in ("Kontrollera", "Förhandsgranska", "Granska och publicera"):
        assert "<script>alert" not in written(keeper, text, button).html


def test_what_is_refuted_can_not_be_published_and_is_said_with_the_answers_that_show_it(keeper: Browser, staff: Staff) -> None:
    never = FAULTS.replace("urgent: {type: yes_no,", "urgent: {type: yes_no, show_if: {all: [{who: keeper}, {who: worker}]},")
    page = written(keeper, never, "Granska och publicera")
    assert page.status == 422
    assert "fel att rätta" in page.text
    assert keeper.post("studio/publish", {"text": never, "base": "1", "name": "faults"}).status == 422
    assert len(versions(staff)) == 1


def test_advice_hinders_nothing(keeper: Browser) -> None:
    page = written(keeper, FAULTS.replace("label: Är det bråttom?", "label: Vad hände?"), "Kontrollera")
    assert page.status == 200
    assert "Inga fel" in page.text
    assert "Ett råd" in page.text


def test_a_function_that_nobody_holds_here_is_told_with_its_units_and_hinders_nothing(keeper: Browser, staff: Staff) -> None:
    page = written(keeper, UNHELD, "Kontrollera")
    assert page.status == 200
    assert "Saknas i er organisation" in page.text
    assert "Ingen håller funktionen ”Skötare” för North works, South works, The region (3 enheter)." in page.text
    review = written(keeper, UNHELD, "Granska och publicera")
    assert "Ingen håller funktionen ”Skötare” för North works" in review.text
    keeper.press(review, "Publicera version 2")
    assert len(versions(staff)) == 2


def test_where_every_function_is_held_nothing_is_lacking(keeper: Browser) -> None:
    assert "Saknas i er organisation" not in written(keeper, FAULTS, "Kontrollera").text


SHARED = FAULTS.replace("template: faults", "template: faults\nshared: [lists/plats]")


def test_the_editor_shows_the_files_that_the_template_takes_with_it(keeper: Browser) -> None:
    page = written(keeper, SHARED, "Kontrollera")
    assert page.status == 200
    assert "Filer som mallen tar med" in page.text
    assert "lists/plats.yaml" in page.text
    assert "sv: Vilorum" in page.text
    assert "Filer som mallen tar med" not in written(keeper, FAULTS, "Kontrollera").text


def test_a_fault_in_a_file_is_told_with_its_line_there(keeper: Browser, staff: Staff) -> None:
    bad = SHARED.replace("{worker: En arbetare, keeper: Skötaren}", "{list: plats}").replace("{who: keeper}", "{who: klassrum}")
    page = written(keeper, bad, "Kontrollera")
    assert (page.status, "i lists/plats.yaml: ”enhet.kind” finns inte" in page.text.replace('"', "”")) == (422, True)


def test_a_draft_with_a_shared_file_is_published_with_it(keeper: Browser, staff: Staff) -> None:
    review = written(keeper, SHARED, "Granska och publicera")
    assert "Ändrat i lists/plats.yaml" in review.text
    keeper.press(review, "Publicera version 2")
    assert [row.file for row in staff.site.all(tables.TemplateFile)] == ["lists/plats.yaml"]
    page = keeper.get("templates/faults/versions/2")
    assert "Så såg de ut när versionen publicerades." in page.text
    assert "sv: Vilorum" in page.text


def test_a_shared_file_that_has_changed_since_is_shown_as_any_other_change(keeper: Browser, staff: Staff) -> None:
    text = FAULTS.replace("template: faults", "template: sharing\nshared: [lists/plats]").replace(
        "place: {type: unit", "enhet: {type: unit"
    )
    text = text.replace("{worker: En arbetare, keeper: Skötaren}", "{list: plats}").replace("{who: keeper}", "{who: vilorum}")
    now = (from_library("lists/plats.yaml") or b"").decode()
    staff.site.publish(text, from_texts({"lists/plats.yaml": now.replace("sv: Vilorum", "sv: Sovrum")}))
    review = keeper.press(keeper.get("templates/sharing/edit"), "Granska och publicera")
    assert "Inget har ändrats." not in review.text
    assert "Ändrat i lists/plats.yaml" in review.text
    assert "Borttagen rad: sv: Sovrum Ny rad: sv: Vilorum" in review.text
    assert "Vilorum" in review.text.partition("Ändrat i")[0]
    keeper.press(review, "Publicera version 2")
    assert versions(staff, "sharing") == [text, text]
