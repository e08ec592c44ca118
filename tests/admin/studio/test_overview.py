"""Which templates there are, what one says in words, and the text of each version, for those who look after them."""

from sqlalchemy import update

from engine.store import tables
from tests.admin.staff import Staff
from tests.site import FAULTS


def test_only_those_who_keep_templates_are_led_to_them(staff: Staff) -> None:
    assert "Mallar" in staff.browser("gus").get("").text
    assert "Mallar" not in staff.browser("ada").get("").text


def test_every_template_stands_by_its_title_with_the_version_in_use(staff: Staff) -> None:
    staff.site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan"))
    page = staff.browser("gus").get("templates")
    assert "Skadeanmälan Version 2 Startar när anmälan kommer in Tar emot anmälningar" in page.text
    assert page.link("Skadeanmälan").endswith("/templates/faults")


def test_one_that_takes_no_reports_stands_last(staff: Staff) -> None:
    row = tables.Template
    closing = update(row).where(row.org == "acme", row.name == "faults").values(archived_at=staff.site.clock())
    staff.site.write(lambda session: session.execute(closing))
    staff.site.office.forget()
    text = staff.browser("gus").get("templates").text
    assert text.index("Startas av brevlådan Tar emot anmälningar") < text.index("Tar inte emot anmälningar")


def test_a_template_says_in_words_what_it_does_and_what_it_takes(staff: Staff) -> None:
    page = staff.browser("gus").get("templates/faults")
    assert "Tar ungefär 2 minuter att fylla i" in page.text
    assert "när svaret på ”Vem?” är Skötaren" in page.text


def test_its_steps_are_drawn_beside_the_words(staff: Staff) -> None:
    html = staff.browser("gus").get("templates/faults").html
    assert "<title>Felanmälan: ett ärendes väg, steg för steg</title>" in html
    assert ">Ställningstagande</text>" in html


def test_its_versions_stand_with_who_took_them_into_use(staff: Staff) -> None:
    staff.site.clock.move(days=1)
    staff.site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan"))
    page = staff.browser("gus").get("templates/faults")
    assert "Version 2 i dag 10.00 den som sköter systemet Version 1 i går 10.00" in page.text


def test_the_text_of_a_version_is_the_authors_own(staff: Staff) -> None:
    staff.site.publish(FAULTS.replace("Felanmälan", "Skadeanmälan <b>"))
    browser = staff.browser("gus")
    first, second = (browser.get(f"templates/faults/versions/{number}") for number in (1, 2))
    assert "title: Felanmälan" in first.text
    assert "title: Skadeanmälan &lt;b&gt;" in second.html


def test_what_is_not_there_is_not_found(staff: Staff) -> None:
    browser = staff.browser("gus")
    for path in ("templates/nothing", "templates/nothing/share", "templates/nothing/poster", "templates/faults/versions/9"):
        assert browser.get(path).status == 404
