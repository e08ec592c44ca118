"""A template as a page of the studio shows it: its title, its version, and what it says in words."""

from dataclasses import dataclass

from flask import abort
from markupsafe import Markup

from admin.guard import Visit
from engine.explanation import Explanation
from engine.picture import picture, svg
from engine.store import template_list
from engine.template.effort import Effort, effort
from engine.template.model import FormTemplate
from engine.texts import in_language
from forms.wording import language, say


@dataclass(frozen=True)
class Shown:
    """One version of a template."""

    template: FormTemplate
    version: int
    archived: bool = False

    @property
    def title(self) -> str:
        """What it is called."""
        return in_language(self.template.title, language())

    @property
    def subtitle(self) -> str:
        """Its name in addresses, and its version."""
        return f"{self.template.name} · {say('templates.version', number=self.version)}"

    @property
    def words(self) -> str:
        """All of it in words, line by line, without the title, which stands above."""
        _title, _blank, *lines = Explanation(self.template, language()).lines()
        return "\n".join(line.replace("  ", "\t") for line in lines)

    @property
    def drawn(self) -> Markup:
        """Its steps as a picture."""
        return Markup(svg(picture(self.template, language())))  # noqa: S704 - the picture escapes every text of the author's

    @property
    def effort(self) -> Effort:
        """What it takes to fill in."""
        return effort(self.template, language())


def found(here: Visit, name: str) -> Shown | None:
    """The version in use, or the last one of a template that takes no reports any longer; None when it has never been published."""
    listed = here.office.read(here.org, lambda session: template_list.one(session, here.org, name))
    stored = here.office.published(here.org, name, listed.published) if listed is not None and listed.published else None
    return Shown(stored.template, stored.version, bool(listed and listed.archived)) if stored is not None else None


def current(here: Visit, name: str) -> Shown:
    """The same; a page in words when there is no such template."""
    return found(here, name) or abort(404)
