"""Compilations: reports of a unit's or the organisation's year with the words about them, as a page to write on and as a document."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from admin.compilations.compiling import PERIOD, UNIT, Compiling, compiling
from admin.compilations.page import explained, parts
from admin.compilations.writing import TOO_LONG, keep, written
from admin.inputs import one_of
from admin.paper import pdf_of, why_no_pdf
from engine.calendars import moment_in_words
from engine.printing import NotPrinted
from engine.texts import in_language
from forms.decoder import Posted, decode, decode_query
from forms.view import ErrorLine
from forms.wording import say


def add_compilations(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    path = "/<org>/compilations/<template>/<compilation>"
    blueprint.add_url_rule(path, "compilation", one_compilation)
    blueprint.add_url_rule(path, "keep_compilation", keep_compilation, methods=["POST"])
    blueprint.add_url_rule(f"{path}/pdf", "compilation_pdf", as_pdf)


def one_compilation(org: str, template: str, compilation: str) -> ResponseReturnValue:
    """What is put together, and the texts to write."""
    return _page(_asked(template, compilation), saved=decode_query(request).first("done") == "saved")


def keep_compilation(org: str, template: str, compilation: str) -> ResponseReturnValue:
    """Keeps the texts; what is refused is asked for again with the own words still there."""
    found, posted = _asked(template, compilation), decode(request)
    if decode_query(request).first(PERIOD) not in ("", found.span.key):
        # what was written about one period must not be kept with another
        abort(404)
    why = keep(found, posted)
    if why:
        return _page(found, posted=posted, why=why), 422
    return redirect(_url(found, "compilation", done="saved"), 303)


def as_pdf(org: str, template: str, compilation: str) -> ResponseReturnValue:
    """The same as a document; where no PDF can be made the page says so, and prints as well."""
    found = _asked(template, compilation)
    try:
        shown = parts(found, written(found), paper=True)
        content = pdf_of("compilation_paper.html", **_shown(found), **explained(shown), parts=shown)
    except NotPrinted as reason:
        return _page(found, pdf=why_no_pdf(reason.code)), 503
    answer = Response(content, content_type="application/pdf")
    name = "-".join(filter(None, (found.template.name, found.compilation.id, found.unit, found.span.key)))
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer


def _asked(template: str, compilation: str) -> Compiling:
    return compiling(template, compilation, decode_query(request)) or abort(404)


def _url(found: Compiling, endpoint: str, **more: str) -> str:
    address = found.address | {PERIOD: found.span.key} | more
    return url_for(f"admin.{endpoint}", **address)


def _page(found: Compiling, *, saved: bool = False, posted: Posted | None = None, why: dict[str, str] | None = None, pdf: str = "") -> str:
    texts = written(found, posted, why)
    errors = [ErrorLine(texts[id].field.id, texts[id].error) for id, code in (why or {}).items() if code == TOO_LONG]
    return render_template(
        "compilation.html",
        **_shown(found),
        parts=parts(found, texts),
        writes=bool(texts),
        choices=list(_choices(found)),
        action=_url(found, "keep_compilation"),
        choose=url_for(
            "admin.compilation", org=found.reader.organisation.key, template=found.template.name, compilation=found.compilation.id
        ),
        pdf=_url(found, "compilation_pdf"),
        why=pdf,
        saved=saved,
        errors=errors,
        back=url_for("admin.reports", org=found.reader.organisation.key),
    )


def _shown(found: Compiling) -> dict[str, object]:
    """What the page and the paper both begin with."""
    taken = found.reader.now.astimezone(found.reader.organisation.zone)
    return {
        "language": found.reader.language,
        "organisation": found.reader.organisation.name,
        "form": in_language(found.template.title, found.reader.language),
        "title": found.title,
        "about": found.about,
        "note": in_language(found.compilation.note, found.reader.language),
        "taken": moment_in_words(taken, found.reader.language, year=True),
        "inside": bool(found.unit),
    }


def _choices(found: Compiling) -> list[object]:
    """The lists to choose unit and period from."""
    units = [(key, found.reader.organisation.units[key].name) for key in found.units if key]
    spans = [(span.key, found.words.period_label(span)) for span in found.spans]
    asked = [one_of(UNIT, say("compilations.unit"), units, found.unit, widget="select")] if units else []
    return [*asked, one_of(PERIOD, say("compilations.period"), spans, found.span.key, widget="select")]
