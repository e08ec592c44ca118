"""One sample with its cases, and reviewing one of them."""

from typing import Any
from uuid import UUID

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from admin.book import Book
from admin.case_view import open_scene
from admin.guard import case_row, sample_row, visit
from admin.inputs import lines, one_of
from admin.received.sampling import share, span
from admin.trying import FASTER, tried
from admin.when import When
from engine.actions.review_case import CLEAN, VERDICTS, review_case
from engine.actions.whole_queue import whole_sample
from engine.store.samples import Picked
from forms.decoder import decode, decode_query
from forms.view import error_lines
from forms.wording import say

VERDICT, REMARK = "verdict", "remark"
LONGEST = 8000


def sample(org: str, sample: UUID) -> ResponseReturnValue:
    """The cases that were drawn, and how they were."""
    here, row = visit(), sample_row()
    whole = here.office.read(org, lambda session: whole_sample(session, here.organisation, here.actor, row))
    when, book, drawn = When(here.organisation, here.now), Book(here.office, here.organisation, whole.boxes), whole.sample
    code = decode_query(request).first("done")
    return render_template(
        "sample.html",
        title=say("samples.one", when=when.moment(drawn.at)),
        back=url_for("admin.samples", org=org),
        done=say(f"samples.done.{code}") if code in ("drawn", "reviewed", "before") else "",
        about=say("samples.about", days=span(drawn.first, drawn.last), box=book.mailbox(drawn.mailbox), name=whole.names.get(drawn.by, "")),
        share=share(drawn),
        rows=[_row(sample, book, when, item, who=whole.names.get(item.by, "") if item.by else "") for item in whole.picked],
        seed=drawn.seed,
        size=say("samples.size", size=drawn.size, population=drawn.population),
    )


def _row(sample: UUID, book: Book, when: When, item: Picked, *, who: str) -> list[Any]:
    """A case of the sample, for parts/listing.html."""
    org = visit().org
    review = {"text": say("samples.review"), "url": url_for("admin.review", org=org, sample=sample, case=item.case)}
    return [
        {"text": item.number, "url": url_for("admin.case", org=org, case=item.case), "ref": True},
        book.title(item.template),
        book.unit(item.unit),
        when.short(item.closed) if item.closed else say("case.running"),
        {"text": say(f"samples.verdicts.{item.verdict}"), "sub": who} if item.verdict else review,
    ]


def review(org: str, sample: UUID, case: UUID) -> ResponseReturnValue:
    """The form of a review."""
    return _form({}, {})


def save_review(org: str, sample: UUID, case: UUID) -> ResponseReturnValue:
    """Writes the review down; whoever comes second is told that it is done."""
    here, sent = visit(), decode(request)
    verdict, remark = sent.first(VERDICT), sent.first(REMARK).strip()
    errors = {VERDICT: say("samples.wrong.no_verdict")} if verdict not in VERDICTS else {}
    if verdict != CLEAN and verdict in VERDICTS and not remark:
        errors[REMARK] = say("samples.wrong.no_remark")
    if len(remark) > LONGEST:
        errors[REMARK] = say("samples.wrong.long_remark", most=LONGEST)
    if errors:
        return _form({VERDICT: verdict, REMARK: remark}, errors)
    scene = open_scene(here, case_row())
    _, why = tried(lambda session: review_case(session, scene, (sample, case), verdict, here.actor, remark=remark), FASTER)
    return redirect(url_for("admin.sample", org=org, sample=sample, done="before" if why else "reviewed"), 303)


def _form(typed: dict[str, str], errors: dict[str, str]) -> Response:
    here, row, drawn = visit(), case_row(), sample_row()
    verdicts = [(verdict, say(f"samples.verdicts.{verdict}")) for verdict in VERDICTS]
    fields = [
        one_of(VERDICT, say("samples.verdict"), verdicts, typed.get(VERDICT, ""), error=errors.get(VERDICT, "")),
        lines(
            REMARK,
            say("samples.remark"),
            typed.get(REMARK, ""),
            error=errors.get(REMARK, ""),
            hint=say("samples.remark_hint"),
            most=LONGEST,
        ),
    ]
    page = render_template(
        "review.html",
        number=row.number,
        case=url_for("admin.case", org=here.org, case=row.id),
        back=url_for("admin.sample", org=here.org, sample=drawn.id),
        fields=fields,
        errors=error_lines(fields),
    )
    return make_response(page, 422 if errors else 200)
