"""One visitor at one form: which version, in which language, with which draft. It must not decide what is shown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NoReturn

from flask import abort, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.drafts import LIFE, Draft, Typed, new_token, read_draft, save_page
from engine.actions.scene import Published
from engine.attachments import Attachment
from engine.attachments.receiving import Received
from engine.fields import Context, Form, Page, Question
from engine.fields.file import File
from engine.intake import TypedIn
from engine.office import Unavailable
from engine.organisation import Organisation
from engine.store import attachments, templates
from engine.template.model import FormTemplate
from engine.texts import LANGUAGES, in_language
from forms.decoder import cookie, decode_query
from forms.door import door, organisation_of
from forms.framed import carry, draft_token, framed
from forms.headers import is_https
from forms.on_behalf import CAME, bound, typed_in, typist
from forms.wording import language

LANGUAGE = "language"
_TOKEN = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class Visit:
    """What a view knows of its visitor. `token` is the browser's, which opens the draft.

    That is None when there is none, none any longer, or none to be read.
    """

    organisation: Organisation
    published: Published
    token: bytes | None
    draft: Draft | None
    context: Context = field(repr=False)
    unread: bool = False

    @property
    def org(self) -> str:
        """The organisation's key."""
        return self.organisation.key

    @property
    def template(self) -> FormTemplate:
        """The template in the visitor's version."""
        return self.published.template

    @property
    def form(self) -> Form:
        """What is asked."""
        return self.template.form

    @property
    def title(self) -> str:
        """The template's title."""
        return in_language(self.template.title, language())

    @property
    def sent(self) -> bool:
        """True when the draft has become a report."""
        return self.draft is not None and self.draft.submission is not None

    @property
    def gone(self) -> bool:
        """True when the browser remembers a draft that has expired."""
        return self.token is not None and self.draft is None and not self.unread

    @property
    def pages(self) -> dict[str, Typed]:
        """What has been typed, page by page."""
        return dict(self.draft.pages) if self.draft else {}

    @property
    def secret(self) -> bytes | None:
        """What opens the draft and makes the code of its receipt."""
        return None if self.token is None else bound(self.token)

    @cached_property
    def typed_in(self) -> TypedIn | None:
        """How and when it came in, where somebody fills in the form for someone else."""
        return typed_in(self.pages.get(CAME), self.context)

    @cached_property
    def several(self) -> frozenset[str]:
        """The questions to which several answers may be sent."""
        return frozenset(
            question.id for question in self.form.every() if question.type.kind == "choices" or isinstance(question.type, File)
        )

    def may_repeat(self, name: str) -> bool:
        """True for inputs of questions that take several answers."""
        return name.rpartition(".")[2] in self.several

    def page(self, id: str) -> Page:
        """The page with this id; a page in words when there is none."""
        found = next((page for page in self.form.pages if page.id == id), None)
        if found is None:
            abort(404)
        return found

    def url(self, endpoint: str, **more: Any) -> str:
        """The address of another page of this form."""
        return address(endpoint, org=self.org, template=self.template.name, **more)

    def go(self, endpoint: str, anchor: str = "", **more: Any) -> Response:
        """On to another page, by GET."""
        return see_other(endpoint, anchor, org=self.org, template=self.template.name, **more)

    def keep(self, page: str, typed: Typed, files: Iterable[Received] = ()) -> bytes:
        """Stores what was typed on a page and its new files, in a new draft if there is none; the token that opens it."""
        token, office = (self.token if self.draft else None) or new_token(), door().office
        opens = bound(token)
        now, key, sealed = self.context.now, self.published.key, [attachments.seal(office.sealer, self.org, file) for file in files]

        def stored(session: Any) -> None:
            save_page(session, self.org, office.sealer, opens, key, page=page, typed=typed, now=now, files=sealed)

        office.write(self.org, stored)
        return token

    def named(self, page: str, typed: Typed) -> dict[str, Attachment]:
        """The stored files that a page names as it was just sent, and those that the other pages name."""
        pages = {**self.pages, page: typed}
        texts = {text for inputs in pages.values() for texts in inputs.values() for text in texts}
        return {id: file for id, file in (self.context.files or {}).items() if id in texts}

    def with_files(self, files: Mapping[str, Attachment]) -> "Visit":
        """The same with files that have just come."""
        return replace(self, context=replace(self.context, files={**(self.context.files or {}), **files})) if files else self

    def unit(self, key: str) -> str | None:
        """The unit that a link names, or what took its place; None when the form can not take it."""
        question, units = self.template.routing_question(), self.organisation.units
        while key in units and not units[key].open_on(self.context.today) and units[key].successor:
            key = str(units[key].successor)
        known = question is not None and any(option.key == key for option in question.type.options(question, self.context))
        return key if known else None

    def linked_unit(self) -> str | None:
        """The unit of the address, if it can be taken."""
        return self.unit(decode_query(request).first("unit"))

    def is_routing(self, question: Question) -> bool:
        """True for the question whose unit decides who gets the report."""
        return question.routes and question.type.kind == "unit"


def arrive(org: str, name: str, began: str = "", *, anew: bool = False, patient: bool = False) -> Visit:
    """The visitor at a form, with the draft that the browser's cookie opens; a page in words when there is no such form.

    `began` is the version of the page that was filled in: one that was replaced a moment ago still holds, and any one for whoever
    types in what was written on an old paper. `anew` leaves the draft aside. With `patient` a draft that can not be read is no
    reason to lose what comes with the request.
    """
    office, organisation = door().office, organisation_of(org)
    now, token = office.clock(), token_of(org, name)
    draft, unread = (None, False) if anew else _draft(org, name, token, patient=patient)
    version = draft.version if draft else _version(office.current(org).get(name), began, unread=unread or typist() is not None)
    published = office.published(org, name, version) if version else None
    if published is None:
        refuse(org, name)
    g.language = chosen_language(published.template)
    files = {id: kept.attachment for id, kept in draft.files.items()} if draft else {}
    return Visit(organisation, published, token, draft, Context(organisation, now, g.language, files=files), unread)


def _draft(org: str, name: str, token: bytes | None, *, patient: bool) -> tuple[Draft | None, bool]:
    """The draft, and whether it could not be read."""
    if token is None:
        return None, False
    office = door().office
    now, opens = office.clock(), bound(token)
    try:
        found = office.read(org, lambda session: read_draft(session, org, office.sealer, opens, now))
    except Unavailable:
        if not patient:
            raise
        return None, True
    return (found if found is None or found.template == name else None), False


def _version(current: int | None, began: str, *, unread: bool) -> int | None:
    """The version in use, or the one of the page that was sent while it may still hold."""
    sent = int(began) if re.fullmatch(r"[1-9][0-9]{0,8}", began) else None
    if current is None or sent is None or sent > current:
        return current
    return sent if unread or sent == current - 1 else current


def see_other(endpoint: str, anchor: str = "", **facts: Any) -> Response:
    """On to a page, by GET."""
    return redirect(address(endpoint, **facts) + (f"#{anchor}" if anchor else ""), 303)


def address(endpoint: str, **facts: Any) -> str:
    """The address of a public page; of a form inside another page one that is inside it, too, and says the language that was chosen."""
    spoken = asked_language() if framed() else ""
    return url_for(f".{endpoint}", **{**({LANGUAGE: spoken} if spoken else {}), **facts})


def asked_language() -> str:
    """The language that the address asks for; empty when it asks for none that we have."""
    chosen = decode_query(request, lambda name: True).first(LANGUAGE)
    return chosen if chosen in LANGUAGES else ""


def refuse(org: str, name: str) -> NoReturn:
    """A page in words: the form takes no reports any longer, or has never been there."""
    if door().office.read(org, lambda session: templates.version(session, org, name, 1)) is None:
        abort(404)
    abort(make_response(render_template("closed.html"), 410))


def chosen_language(template: FormTemplate) -> str:
    """The visitor's choice if the template has it and so have we, else the template's main language."""
    chosen = asked_language() if framed() else cookie(request, LANGUAGE)
    return chosen if chosen in template.languages and chosen in LANGUAGES else template.language


def cookie_name(what: str, *about: str) -> str:
    """The name of a cookie, with the prefix that keeps other hosts from setting it where there is https."""
    return ("__Host-" if is_https() else "") + ".".join((what, *about))


def token_of(org: str, name: str) -> bytes | None:
    """The token of the draft that the browser remembers for a form, or that the page brought along."""
    if framed():
        return draft_token()
    value = cookie(request, _draft_cookie(org, name))
    return bytes.fromhex(value) if value and _TOKEN.fullmatch(value) else None


def _draft_cookie(org: str, name: str) -> str:
    """What a person fills in for others is remembered apart from what the same browser reports of its own."""
    return cookie_name("draft" if typist() is None else "on-behalf", org, name)


def remember(response: Response, org: str, name: str, token: bytes | None) -> Response:
    """The browser keeps the token of its draft; without one it forgets. Inside another page the page's forms do that."""
    if framed():
        carry(token)
        return response
    path = "/" if is_https() else url_for(".start", org=org, template=name)
    life = LIFE if token else 0
    response.set_cookie(
        _draft_cookie(org, name),
        token.hex() if token else "",
        max_age=life,
        path=path,
        secure=is_https(),
        httponly=True,
        samesite="Lax",
    )
    return response
