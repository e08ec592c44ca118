"""Keeping what is being written: nothing is lost when two write at once, and nobody meets a draft before it is published."""

from engine.store import tables, template_drafts
from engine.store.template_drafts import TemplateDraft
from tests.admin.staff import Browser, Page, Staff
from tests.forms.visitor import visitor
from tests.site import FAULTS

WRONG = FAULTS.replace("title: Felanmälan", "titel: Felanmälan")
OTHER = FAULTS.replace("title: Felanmälan", "title: Skadeanmälan")


def draft(staff: Staff, name: str = "faults") -> TemplateDraft | None:
    """The draft that is stored."""
    return staff.site.read(lambda session: template_drafts.read(session, "acme", name))


def saved(browser: Browser, text: str, page: Page | None = None) -> Page:
    """Someone saves a text as the draft."""
    return browser.press(page or browser.get("templates/faults/edit"), "Spara utkast", text=text)


def test_a_draft_is_kept_with_its_faults_and_shown_to_whoever_goes_on(staff: Staff) -> None:
    page = saved(staff.browser("gus"), WRONG)
    assert "Utkastet är sparat." in page.text
    assert "Utkast sparat i dag 10.00 av Gus" in page.text
    found = draft(staff)
    assert found is not None
    assert (found.source.strip(), found.base) == (WRONG.strip(), 1)
    assert "titel: Felanmälan" in dict(staff.browser("gus").get("templates/faults/edit").button("Spara utkast")[0].fields)["text"]


def test_no_visitor_meets_a_draft(staff: Staff) -> None:
    saved(staff.browser("gus"), OTHER)
    assert "Skadeanmälan" not in visitor(staff.site).open("").text


def test_of_two_who_save_at_once_the_second_sees_the_difference_and_may_save_over_it(staff: Staff) -> None:
    gus = staff.browser("gus")
    before = gus.get("templates/faults/edit")
    saved(gus, OTHER)
    page = saved(gus, WRONG, before)
    assert page.status == 422
    assert "Någon annan har sparat sedan du öppnade utkastet." in page.text
    assert "Borttagen rad: title: Skadeanmälan" in page.text
    assert "Ny rad: titel: Felanmälan" in page.text
    first = draft(staff)
    assert first is not None
    assert "Skadeanmälan" in first.source
    assert "Utkastet är sparat." in gus.press(page, "Spara utkast").text
    assert "titel" in str(draft(staff))


def test_a_draft_that_was_given_up_meanwhile_is_not_brought_back_unseen(staff: Staff) -> None:
    gus = staff.browser("gus")
    page = saved(gus, OTHER)
    gus.press(gus.get("templates/faults/edit"), "Kasta utkastet")
    late = saved(gus, WRONG, page)
    assert late.status == 422
    assert "Din text finns kvar här." in late.text
    assert draft(staff) is None


def test_a_draft_can_be_given_up_twice_and_what_is_published_stays(staff: Staff) -> None:
    gus = staff.browser("gus")
    saved(gus, OTHER)
    for _ in range(2):
        assert "Utkastet är borta." in gus.post("templates/faults/discard").text
    assert draft(staff) is None
    assert "title: Felanmälan" in dict(gus.get("templates/faults/edit").button("Spara utkast")[0].fields)["text"]


def test_a_text_that_says_another_name_is_a_draft_of_that_name(staff: Staff) -> None:
    gus = staff.browser("gus")
    saved(gus, FAULTS.replace("template: faults", "template: dents"))
    assert draft(staff) is None
    found = draft(staff, "dents")
    assert found is not None
    assert "dents Utkast sparat i dag 10.00 av Gus" in gus.get("templates").text


def test_publishing_ends_the_draft(staff: Staff) -> None:
    staff.site.change(("grants: [{right: read_cases}, {right: administer}]", "grants: [{right: publish}]"))
    gus = staff.browser("gus")
    page = gus.press(saved(gus, OTHER), "Granska och publicera")
    gus.press(page, "Publicera version 2")
    assert draft(staff) is None
    assert staff.site.lines("organisation")[-1] == "published"


def test_a_draft_that_somebody_has_gone_on_with_is_not_published_over(staff: Staff) -> None:
    staff.site.change(("grants: [{right: read_cases}, {right: administer}]", "grants: [{right: publish}]"))
    gus = staff.browser("gus")
    review = gus.press(saved(gus, OTHER), "Granska och publicera")
    saved(gus, WRONG)
    page = gus.press(review, "Publicera version 2")
    assert page.status == 422
    assert "Någon annan har sparat sedan du öppnade utkastet." in page.text
    assert len(staff.site.all(tables.TemplateVersion, name="faults")) == 1
    assert "titel" in str(draft(staff))


def test_one_that_takes_no_reports_can_be_edited_and_its_next_version_takes_them_again(staff: Staff) -> None:
    staff.site.change(("grants: [{right: read_cases}, {right: administer}]", "grants: [{right: publish}]"))
    gus = staff.browser("gus")
    gus.press(gus.get("templates/faults"), "Sluta ta emot anmälningar")
    review = gus.press(gus.get("templates/faults/edit"), "Granska och publicera", text=OTHER)
    assert "Version 2 är i bruk." in gus.press(review, "Publicera version 2").text
    assert "Skadeanmälan" in visitor(staff.site).open("").text


def test_an_earlier_version_is_made_a_draft_but_never_over_one_that_is_there(staff: Staff) -> None:
    gus = staff.browser("gus")
    staff.site.publish(OTHER)
    page = gus.press(gus.get("templates/faults/versions/1"), "Gör ett utkast av den här versionen")
    assert page.url == "/acme/templates/faults/edit"
    found = draft(staff)
    assert found is not None
    assert (found.source, found.base) == (FAULTS, 2)
    saved(gus, WRONG)
    gus.press(gus.get("templates/faults/versions/1"), "Gör ett utkast av den här versionen")
    assert "titel" in str(draft(staff))


def test_a_template_is_put_away_and_brought_back(staff: Staff) -> None:
    staff.site.change(("grants: [{right: read_cases}, {right: administer}]", "grants: [{right: publish}]"))
    gus = staff.browser("gus")
    page = gus.press(gus.get("templates/faults"), "Sluta ta emot anmälningar")
    assert "Formuläret tar inte emot fler anmälningar." in page.text
    assert visitor(staff.site).open("").status == 410
    page = gus.press(page, "Ta emot anmälningar igen")
    assert "Formuläret tar emot anmälningar igen." in page.text
    assert visitor(staff.site).open("").status == 200
    assert [row.archived_at for row in staff.site.all(tables.Template, name="faults")] == [None]


def test_whoever_may_only_write_puts_nothing_away(staff: Staff) -> None:
    gus = staff.browser("gus")
    assert "Sluta ta emot anmälningar" not in gus.get("templates/faults").text
    assert gus.post("templates/faults/archive").status == 404
