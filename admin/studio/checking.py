"""A text that is being written: the template in it, or what is wrong with it, said beside the lines that it is about."""

from dataclasses import dataclass

from admin.guard import Visit
from engine.difference.continuity import change_faults
from engine.errors import Fault, InvalidTemplate
from engine.library import trial_roster
from engine.proof import example_faults
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.wording import fault_in_words
from forms.wording import language


@dataclass(frozen=True)
class Line:
    """What is wrong at a place: the number and text of its line, and the sentence."""

    number: int
    text: str
    sentence: str


@dataclass(frozen=True)
class Checked:
    """A text with its faults. `template` is None when it can not be read at all; it may be there though its own examples fail."""

    text: str
    template: FormTemplate | None
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> FormTemplate | None:
        """The template, when nothing is wrong with it."""
        return None if self.faults else self.template

    @property
    def lines(self) -> list[Line]:
        """The faults as a page shows them."""
        written = self.text.splitlines()
        return [
            Line(fault.mark.line, written[fault.mark.line - 1].strip() if 0 < fault.mark.line <= len(written) else "", _said(fault))
            for fault in self.faults
        ]


def check(here: Visit, text: str) -> Checked:
    """Reads a text as a template, holds it against the version in use, and runs its examples."""
    try:
        template = load(text)
    except InvalidTemplate as error:
        return Checked(text, None, error.faults)
    used = in_use(here, template.name)
    forgotten = change_faults(used, template) if used is not None and used.source != template.source else ()
    return Checked(text, template, (*forgotten, *example_faults(template, trial_roster())))


def in_use(here: Visit, name: str) -> FormTemplate | None:
    """The version that new visitors meet."""
    published = here.office.published(here.org, name)
    return published.template if published is not None else None


def _said(fault: Fault) -> str:
    return fault_in_words(fault, language())
