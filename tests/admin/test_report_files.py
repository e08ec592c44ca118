"""Page, CSV, workbook, JSON and PDF say the same of a report: what is selected, how it was counted, and every number."""

import csv
import html
import json
import re
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

import admin
from engine.printing import NotPrinted
from engine.store.database import Database
from tests.admin.counted_site import count, counted_site
from tests.admin.staff import BASE, SECRET, Browser, Staff
from tests.engine.statistics import counted
from tests.forms.bones import Web

ROOMS = "reports/faults/rooms"
KINDS = {
    "bars": ("hal", ROOMS, ""),
    "chosen": ("hal", ROOMS, "?room=bath"),
    "crosstab": ("hal", "reports/faults/rooms_kinds", ""),
    "periods": ("hal", "reports/faults/weeks", "?period=2026-09-01--2026-09-20"),
    "hidden": ("jo", ROOMS, "?unit=north"),
    "small": ("jo", ROOMS, "?unit=north&room=kitchen"),
    "zero": ("hal", ROOMS, "?urgent=unknown"),
    "rates": ("hal", "reports/faults/rated", ""),
    "rates lacking": ("jo", "reports/faults/rated", ""),
}
RATED = "  rated: {title: Anmälningar per område, count: submissions, rows: area, per: guests}\n"
GUESTS = """numbers:
  guests:
    title: Gäster
    one: {sv: gäst, en: guest}
    many: {sv: gäster, en: guests}
    values: [{from: 2026-01-01, to: 2026-12-31, units: {north: 4321}}]
"""
Cell = int | float | str


@dataclass(frozen=True)
class Told:
    """What is read back from a page or a file: names and texts about the table, and its lines with numbers as numbers."""

    about: list[tuple[str, str]]
    lines: list[list[Cell]]


@pytest.fixture
def staff(database: Database) -> Staff:
    """A site with reports from two units and two years, one of which has a number of guests."""
    made = Staff.of(counted_site(database, ("calendars:\n", f"{GUESTS}calendars:\n")))
    made.site.publish(counted.TEMPLATE + RATED)
    count(made.site, 1209, room="bath", kinds=["water", "heat"], urgent=True)
    count(made.site, 3, room="kitchen", kinds=["water"])
    count(made.site, 6, room="kitchen", day=date(2025, 9, 7))
    count(made.site, 7, room="bath", unit="south")
    return made


def as_told(text: str) -> Cell:
    """A number without what a language puts into it, any other text as it is."""
    if re.fullmatch(r"[0-9]+[.,][0-9]", text):
        return float(text.replace(",", "."))
    bare = re.sub(r"[\s,%]", "", text)
    return int(bare) if bare.isdigit() else text


def bare(markup: str) -> str:
    """The words of some HTML."""
    return html.unescape(re.sub("<[^>]*>", "", markup)).strip()


def of_page(text: str) -> Told:
    """The explanation and the table of the page."""
    table = text[text.index("mv-report__table") :].partition("</table>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)]
    about = re.findall(r"<dt[^>]*>(.*?)</dt><dd[^>]*>(.*?)</dd>", text[text.index('id="explained"') :])
    return Told([(bare(name), bare(words)) for name, words in about], [[as_told(bare(cell)) for cell in row] for row in rows])


def of_csv(content: bytes) -> Told:
    """The lines before and after the empty one."""
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    end = lines.index([])
    return Told([(name, text) for name, text in lines[:end]], [[as_told(cell) for cell in line] for line in lines[end + 1 :]])


def of_xlsx(content: bytes) -> Told:
    """The two sheets."""
    about, table = load_workbook(BytesIO(content)).worksheets
    lines = [["" if value is None else value for value in row] for row in table.iter_rows(values_only=True)]
    return Told([(str(name), str(text)) for name, text in about.iter_rows(values_only=True)], lines)  # type: ignore[arg-type]


def of_json(content: bytes) -> Told:
    """The values under their keys."""
    made = json.loads(content)
    lines = [[row["label"], *(cell["value"] for cell in row["cells"])] for row in (*made["rows"], made["total"])]
    about = [(one["name"], one["text"]) for one in (*made["definitions"], *made["masked"])]
    return Told(about, [[made["corner"], *(column["label"] for column in made["columns"])], *lines])


def joined(text: str) -> str:
    """The text without its blanks, since lines end elsewhere on paper."""
    return "".join(text.split())


def words_of(content: bytes) -> str:
    """The words of a PDF."""
    return joined("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def browser_of(staff: Staff, person: str, language: str) -> Browser:
    """Someone whose pages are in a language."""
    return Staff(staff.site, admin.create_app(staff.site.office, Web(BASE, language), secret=SECRET)).browser(person)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_page_and_every_file_say_the_same(kind: str, language: str, staff: Staff) -> None:
    person, path, query = KINDS[kind]
    browser = browser_of(staff, person, language)
    page = browser.get(f"{path}{query}").html
    files = {ending: browser.get(f"{path}.{ending}{query}").response.get_data() for ending in ("csv", "xlsx", "json", "pdf")}
    told = of_page(page)
    assert told.lines
    assert len(told.about) >= 8
    for read in (of_csv(files["csv"]), of_xlsx(files["xlsx"])):
        assert read.lines == told.lines
        assert read.about[-len(told.about) :] == told.about
        assert [text for _, text in read.about if joined(text) not in joined(bare(page))] == []
    assert of_json(files["json"]).about == told.about
    numbers = [[line[0], *(cell if isinstance(cell, int | float) else None for cell in line[1:])] for line in told.lines[1:]]
    assert of_json(files["json"]).lines == [told.lines[0], *numbers]
    printed = words_of(files["pdf"])
    for line in re.findall(r"<tr>(.*?)</tr>", page[page.index("mv-report__table") :].partition("</table>")[0], re.DOTALL):
        assert joined(bare(line)) in printed
    assert [text for _, text in of_csv(files["csv"]).about if joined(text) not in printed] == []


@pytest.mark.parametrize(
    ("ending", "type"),
    [
        ("pdf", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_a_file_says_what_it_is_and_is_called_as_its_report(ending: str, type: str, staff: Staff) -> None:
    browser = staff.browser("hal")
    assert browser.get(f"{ROOMS}?room=bath").link({"xlsx": "Excel"}.get(ending, ending.upper())) == f"/acme/{ROOMS}.{ending}?room=bath"
    answer = browser.get(f"{ROOMS}.{ending}?room=bath").response
    assert answer.content_type == type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="faults-rooms-hosten-2026.{ending}"'
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv", "json", "html", "", "csv.csv"])
@pytest.mark.parametrize("person", ["ada", "cy"])
def test_without_a_right_there_is_no_file(person: str, ending: str, staff: Staff) -> None:
    assert staff.browser(person).get(f"{ROOMS}.{ending}").status == 404


@pytest.mark.parametrize("path", [f"{ROOMS}.html", f"{ROOMS}.csv?period=own&first-day=snart", "reports/faults/none.xlsx"])
def test_what_there_is_no_file_of_is_not_found(path: str, staff: Staff) -> None:
    assert staff.browser("hal").get(path).status == 404


def test_the_pdf_is_tagged_has_a_title_page_and_numbers_its_pages(staff: Staff) -> None:
    read = PdfReader(BytesIO(staff.browser("hal").get(f"{ROOMS}.pdf").response.get_data()))
    first, second = (page.extract_text() for page in read.pages)
    root = read.trailer["/Root"].get_object()
    assert b"pdfuaid" in root["/Metadata"].get_data()  # type: ignore[index]
    assert read.metadata is not None
    assert read.metadata.title == "Var är felen?, Felanmälan"
    assert "Du ser anmälningar i ”Felanmälan” från North works" in first
    assert "Varje anmälan räknas den dag den kom in." in first
    assert "Badrum" not in first
    assert (first[-5:], second[-5:]) == ("1 (2)", "2 (2)")


def test_a_wide_table_lies_on_its_side(staff: Staff) -> None:
    kinds = "".join(f", k{number}: Fel {number}" for number in range(8))
    staff.site.publish(counted.TEMPLATE.replace("power: El}", f"power: El{kinds}}}"))
    staff.site.office.forget()
    read = PdfReader(BytesIO(staff.browser("hal").get("reports/faults/rooms_kinds.pdf").response.get_data()))
    assert read.pages[0].mediabox.width < read.pages[0].mediabox.height
    assert read.pages[-1].mediabox.width > read.pages[-1].mediabox.height


@pytest.mark.parametrize(("code", "words"), [("missing", "Pango saknas"), ("busy", "Försök igen om en stund"), ("too-much", "för stort")])
def test_where_no_pdf_can_be_made_the_page_says_so(code: str, words: str, staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object) -> bytes:
        raise NotPrinted(code)

    monkeypatch.setattr("admin.paper.to_pdf", refused)
    page = staff.browser("hal").get(f"{ROOMS}.pdf")
    assert page.status == 503
    assert words in page.text
    assert "Du ser anmälningar" in page.text


def test_no_label_becomes_a_formula_in_a_workbook(staff: Staff) -> None:
    staff.site.publish(counted.TEMPLATE.replace("kitchen: Kök", 'kitchen: "=1+1"').replace('title: "Var är felen?"', 'title: "@SUM(A1)"'))
    staff.site.office.forget()
    book = load_workbook(BytesIO(staff.browser("hal").get(f"{ROOMS}.xlsx").response.get_data()))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {"=1+1", "@SUM(A1)"} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s", "n"}
