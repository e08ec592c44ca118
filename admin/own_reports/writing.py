"""Writing a report of the organisation's own: from lists or as its text, with what is wrong beside it and the table below."""

from dataclasses import dataclass
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.counted_over import of_text
from admin.guard import Visit, visit
from admin.own_reports.building import Built, built_of, fields, read_built
from admin.reports.opening import Reader, open_over
from admin.studio.checking import Line, line_of
from engine.errors import InvalidTemplate
from engine.statistics.own_report import OwnReport, read_own
from engine.store import own_reports
from engine.store.own_reports import Version
from engine.template.model import FormTemplate
from engine.wording import fault_in_words
from forms.decoder import Posted, decode_query
from forms.wording import language, say


@dataclass(frozen=True)
class Slate:
    """A text that is being written: the key of the report that it changes, "" for a new one, and which version it began from."""

    text: str
    key: str = ""
    seen: int = 0


def new_own_report(org: str) -> ResponseReturnValue:
    """A new report, from what the address picks."""
    built = read_built(_asked()) or Built()
    return page(visit(), Slate(built.text() if built.templates else ""), built)


def own_report(org: str, report: str) -> ResponseReturnValue:
    """A report that is there: its text, or what the address has picked instead."""
    here = visit()
    kept = versions(here, report)
    built = read_built(_asked(), report)
    return page(here, Slate(built.text() if built else kept[0].text, report, kept[0].number), built, kept=kept)


def versions(here: Visit, key: str) -> list[Version]:
    """Every version of a report; not found where there is none."""
    return here.office.read(here.org, lambda session: own_reports.versions(session, here.org, key)) or abort(404)


def known(here: Visit) -> dict[str, FormTemplate]:
    """The templates that can be counted over, by name."""
    found = {name: here.office.published(here.org, name, version) for name, version in here.office.latest(here.org).items()}
    return {name: published.template for name, published in sorted(found.items()) if published is not None}


def check(here: Visit, text: str) -> tuple[OwnReport | None, list[Line]]:
    """The report that a text describes, or what is wrong with it."""
    try:
        return read_own(text, known(here)), []
    except InvalidTemplate as error:
        return None, [line_of(text, {}, fault.mark, fault_in_words(fault, language())) for fault in error.faults]


def page(here: Visit, slate: Slate, built: Built | None = None, *, kept: list[Version] | None = None, refused: str = "") -> str:
    """The page, with the table of the text where it has no faults."""
    templates = known(here)
    own, wrong = check(here, slate.text) if slate.text else (None, [])
    built = built or (built_of(own, templates) if own else Built(key=slate.key or Built.key))
    reader = Reader.of(here)
    return render_template(
        "own_report.html",
        slate=slate,
        fields=fields(built, templates, reader.context, new=not slate.key),
        wrong=wrong,
        preview=_preview(reader, own) if own else None,
        refused=refused,
        versions=len(kept or ()),
        retired=bool(kept) and kept[0].retired if kept else False,
        build=_address(here, slate.key),
        action=url_for("admin.keep_own_report", org=here.org),
        retire=url_for("admin.retire_own_report", org=here.org, report=slate.key) if slate.key else "",
        back=url_for("admin.own_reports", org=here.org),
    )


def _address(here: Visit, key: str) -> str:
    return url_for("admin.own_report", org=here.org, report=key) if key else url_for("admin.new_own_report", org=here.org)


def _preview(reader: Reader, own: OwnReport) -> dict[str, Any]:
    """The report as whoever writes it would see it now."""
    opened = open_over(reader, of_text(reader.office, reader.organisation.key, own), Posted(()))
    return {"title": opened.words.title(), "sheet": None if opened.empty else opened.read().sheet, "empty": say("reports.empty")}


def _asked() -> Posted:
    return decode_query(request, repeats=lambda name: True)
