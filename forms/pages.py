"""The pages around the forms: organisations, an organisation's forms, the choice of language, and what visitors are owed to know."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from engine.calendars import number_in_words
from engine.template.effort import effort
from engine.template.model import FormTemplate
from engine.texts import LANGUAGES, in_language
from forms.decoder import cookie, decode_query
from forms.door import INFORMATION, door, organisation_of
from forms.framed import framed
from forms.headers import is_https
from forms.visit import LANGUAGE, asked_language, chosen_language, see_other
from forms.wording import language, say

PARAGRAPHS = {
    "accessibility": ("who", "what", "how", "wrong"),
    "personal_data": ("who", "draft", "sent", "code", "hide", "not_hidden", "cookies", "rights"),
    "contact": ("who", "help", "add"),
}


def home() -> ResponseReturnValue:
    """The organisations, or the only one."""
    organisations = door().office.organisations()
    if len(organisations) == 1:
        return see_other("organisation", org=organisations[0][0])
    return render_template(
        "home.html", items=[{"label": name, "url": url_for("forms.organisation", org=org)} for org, name in organisations]
    )


def organisation(org: str) -> ResponseReturnValue:
    """The forms that take reports."""
    organisation_of(org)
    office = door().office
    found = [published.template for name in office.current(org) if (published := office.published(org, name)) is not None]
    items = sorted((_item(org, template) for template in found), key=lambda item: item["label"])
    spoken = [code for template in found for code in template.languages] if any(len(template.languages) > 1 for template in found) else []
    return render_template("organisation.html", org=org, items=items, spoken=spoken)


def _item(org: str, template: FormTemplate) -> dict[str, str]:
    spoken = chosen_language(template)
    minutes = effort(template, spoken).minutes
    time = say("public.start.minutes", count=minutes, number=number_in_words(minutes, language()))
    purpose = in_language(template.start.purpose, spoken)
    text = " ".join(part for part in (purpose, f"{time}.") if part)
    return {"label": in_language(template.title, spoken), "url": url_for("forms.start", org=org, template=template.name), "text": text}


def information(org: str) -> ResponseReturnValue:
    """What visitors are owed to know: the endpoint says which page."""
    name = organisation_of(org).name
    page = str(request.endpoint).rpartition(".")[2]
    paragraphs = [say(f"public.{page}.text.{part}", organisation=name) for part in PARAGRAPHS[page]]
    return render_template("information.html", title=say(f"public.{page}.title"), paragraphs=paragraphs)


def choose_language() -> ResponseReturnValue | None:
    """The language that the visitor has chosen; a choice in the address is kept by the browser and left out of the address again.

    A form inside another page has no browser that keeps it, so there it stays in the address.
    """
    chosen = asked_language()
    if framed():
        g.language = chosen or None
        return None
    g.language = kept if (kept := cookie(request, LANGUAGE)) in LANGUAGES else None
    query = decode_query(request, lambda name: True)
    if request.method != "GET" or not chosen:
        return None
    unit = {"unit": query.first("unit")} if "unit" in query else {}
    answer = redirect(url_for(str(request.endpoint), **{**unit, **(request.view_args or {})}), 303)
    answer.set_cookie(LANGUAGE, chosen, path="/", secure=is_https(), httponly=True, samesite="Lax")
    return answer


def add_pages(pages: Blueprint) -> None:
    """Add these views to the public pages."""
    pages.before_request(choose_language)
    pages.add_url_rule("/", "home", home)
    pages.add_url_rule("/<org>/", "organisation", organisation)
    for page in INFORMATION:
        pages.add_url_rule(f"/<org>/{page.replace('_', '-')}", page, information)
