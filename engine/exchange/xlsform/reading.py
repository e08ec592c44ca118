"""From a workbook to sections of a template: title, languages, lists and form."""

from collections import Counter
from typing import Any

from engine.exchange import Carried, NotReadable, Remark
from engine.exchange.ids import template_name
from engine.exchange.notes import Notes, fitting
from engine.exchange.xlsform.kinds import kind_of
from engine.exchange.xlsform.known import Scope
from engine.exchange.xlsform.languages import UNNAMED, codes
from engine.exchange.xlsform.naming import named
from engine.exchange.xlsform.options import Lists, looked_at
from engine.exchange.xlsform.pages import Pages
from engine.exchange.xlsform.questions import Asker
from engine.exchange.xlsform.shaping import OWN_COLUMN
from engine.exchange.xlsform.tables import MEDIA, Row, Table, read_table
from engine.exchange.xlsform.tree import grown, names
from engine.exchange.xlsform.wordings import Wordings, word
from engine.exchange.xlsform.workbook import Sheet, sheets
from engine.template.source import MAX_BYTES

COLUMNS = frozenset(
    "type name label hint guidance_hint required required_message relevant constraint constraint_message calculation choice_filter default"
    " appearance read_only repeat_count parameters disabled trigger rows".split()
) | {*MEDIA, OWN_COLUMN}
"""The columns of `survey` that are read, if only to tell that they are not carried."""
_CHOICES = frozenset(("list_name", "name", "label", *MEDIA))
_SETTINGS = frozenset(("form_title", "form_id", "default_language"))
MOST_ROWS, _LONGEST = 4000, 4 * MAX_BYTES
"""No template has room for so many questions, or so much text in them."""
_SHEETS = frozenset(("survey", "choices", "settings"))
_HOLDS_MORE = ("external_choices", "entities", "osm", "cascades")
"""Sheets that belong to the standard, of which nothing is carried."""


def carried(raw: bytes) -> Carried:
    """The sections that a workbook holds. Raises NotReadable."""
    found, others = sheets(raw, _SHEETS)
    if "survey" not in found:
        raise NotReadable(Remark("no-survey", ""))
    notes = Notes()
    for name in others:
        (notes.lose if name.strip().lower() in _HOLDS_MORE else notes.tell)("other-sheet", name)
    survey = read_table(found["survey"], COLUMNS, notes)
    _guard(survey)
    for column in ("type", "name"):
        if column not in survey.headers:
            raise NotReadable(Remark("no-column", survey.name, {"column": column}))
    choices = _optional(found.get("choices"), _CHOICES, notes, open_to_more=True)
    settings = _optional(found.get("settings"), _SETTINGS, notes, open_to_more=True)
    return Carried(_sections(survey, choices, settings, notes), tuple(notes.remarks()))


def _optional(sheet: Sheet | None, known: frozenset[str], notes: Notes, *, open_to_more: bool) -> Table:
    return Table("") if sheet is None else read_table(sheet, known, notes, open_to_more=open_to_more)


def _sections(survey: Table, choices: Table, settings: Table, notes: Notes) -> dict[str, Any]:
    about = settings.rows[0] if settings.rows else Row("settings", 2, {}, {}, {})
    _tell_settings(about, notes)
    wordings = Wordings(_languages(survey, choices, about, notes), notes)
    parts = grown(survey.rows, notes)
    lists = Lists(choices, wordings, notes)
    scope = Scope(tuple(names(parts)))
    asker = Asker(named(parts), scope, lists, wordings, notes, _shared(survey))
    title = wordings.title(about)
    pages = Pages(asker, title or word("form", wordings.languages))
    pages.make(parts)
    if not pages.made:
        raise NotReadable(*notes.remarks(), Remark("nothing-asked", survey.name))
    _tell_choices(survey, choices, notes)
    name = template_name(about.get("form_id"))
    shared = lists.sections()
    sections = {
        **({"template": name} if name else {}),
        **({"title": title} if title else {}),
        "languages": list(wordings.languages),
        **({"lists": shared} if shared else {}),
        "form": {"pages": pages.made},
    }
    return fitting(sections)


def _guard(survey: Table) -> None:
    """Refuses what is larger than a template may be, before it takes long to find out. Raises NotReadable."""
    texts = (text for row in survey.rows for cells in (row.cells, *row.spoken.values()) for text in cells.values())
    if len(survey.rows) > MOST_ROWS or sum(map(len, texts)) > _LONGEST:
        raise NotReadable(Remark("too-large", survey.name))


def _languages(survey: Table, choices: Table, about: Row, notes: Notes) -> dict[str, str]:
    """The code of each language, and what is said of those that have none or are not named."""
    all_names = tuple(dict.fromkeys((*survey.languages, *choices.languages)))
    found = codes(all_names, about.get("default_language"))
    for table in (survey, choices):
        for name in table.languages:
            if name not in found:
                notes.lose("language-unknown", f"{table.name}:{table.header_row}", language=name)
    if UNNAMED in found and not about.get("default_language"):
        notes.tell("language-not-said", survey.place("label"), language=found[UNNAMED])
    return found


def _shared(survey: Table) -> frozenset[str]:
    """The lists that several questions use as they are."""
    kinds = [kind_of(row.get("type")) for row in survey.rows if not row.get("choice_filter")]
    uses = Counter(kind.list for kind in kinds if kind.list and not kind.other)
    return frozenset(name for name, times in uses.items() if times > 1)


def _tell_settings(about: Row, notes: Notes) -> None:
    for column in about.cells:
        if column not in _SETTINGS:
            notes.tell("setting", about.place(column))


def _tell_choices(survey: Table, choices: Table, notes: Notes) -> None:
    """Columns that no filter looks at, and lists that no question uses."""
    used = {column for row in survey.rows for column in looked_at(row.get("choice_filter")) if row.get("choice_filter")}
    for column in choices.headers:
        if column not in _CHOICES and column not in used:
            notes.tell("column-unknown", choices.place(column))
    asked = {kind_of(row.get("type")).list for row in survey.rows}
    for name, row in {row.get("list_name"): row for row in reversed(choices.rows)}.items():
        if name not in asked:
            notes.tell("list-unused", row.place("list_name"), list=name)
