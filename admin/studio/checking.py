"""A text that is being written: the template in it, or what is wrong with it, said beside the lines that it is about."""

from dataclasses import dataclass

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


def check(text: str) -> Checked:
    """Reads a text as a template, and runs its examples."""
    try:
        template = load(text)
    except InvalidTemplate as error:
        return Checked(text, None, error.faults)
    return Checked(text, template, tuple(example_faults(template, trial_roster())))


def _said(fault: Fault) -> str:
    return fault_in_words(fault, language())
