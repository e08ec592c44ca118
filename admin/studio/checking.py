"""A text that is being written: the template in it, or what is wrong with it, said beside the lines that it is about."""

from dataclasses import dataclass

from admin.guard import Visit
from admin.studio.shown import found
from engine.difference.continuity import change_faults
from engine.errors import Fault, InvalidTemplate
from engine.library import trial_roster
from engine.proof import REFUTED, Finding, example_faults, finding_in_words, prove, unheld, unproved
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
    """A text with its faults. `template` is None when it can not be read at all; it may be there though its own examples fail.

    `lacks` is what the writer's own organisation lacks for it.
    """

    text: str
    template: FormTemplate | None
    faults: tuple[Fault, ...]
    findings: tuple[Finding, ...] = ()
    lacks: tuple[Finding, ...] = ()

    @property
    def sound(self) -> FormTemplate | None:
        """The template, when nothing is wrong with it."""
        return None if self.wrong else self.template

    @property
    def wrong(self) -> int:
        """How much there is that keeps the template from being published."""
        return len(self.faults) + sum(finding.severity == REFUTED for finding in self.findings)

    @property
    def lines(self) -> list[Line]:
        """What keeps the template from being published, as a page shows it."""
        refuted = [self._line(found.mark.line, self._said(found)) for found in self.findings if found.severity == REFUTED]
        return [*(self._line(fault.mark.line, fault_in_words(fault, language())) for fault in self.faults), *refuted]

    @property
    def advice(self) -> list[Line]:
        """What could be better, or could not be proved; it hinders nothing."""
        return [self._line(found.mark.line, self._said(found)) for found in self.findings if found.severity != REFUTED]

    @property
    def unheld(self) -> list[Line]:
        """Functions that nobody holds in the writer's own organisation, with the units. It hinders nothing: people come and go."""
        return [self._line(found.mark.line, self._said(found)) for found in self.lacks]

    @property
    def unproved(self) -> list[Line]:
        """What somebody has to accept before the template can be published."""
        return [self._line(found.mark.line, self._said(found)) for found in unproved(self.findings)]

    @property
    def to_accept(self) -> tuple[str, ...]:
        """The same, as an acceptance of it is written down."""
        return tuple(found.key for found in unproved(self.findings))

    def _said(self, found: Finding) -> str:
        return finding_in_words(found, self.template, language()) if self.template is not None else found.code

    def _line(self, number: int, sentence: str) -> Line:
        return line_of(self.text, number, sentence)


def line_of(text: str, number: int, sentence: str) -> Line:
    """What there is to say of one line of a text."""
    written = text.splitlines()
    return Line(number, written[number - 1].strip() if 0 < number <= len(written) else "", sentence)


def check(here: Visit, text: str) -> Checked:
    """Reads a text as a template, holds it against the version in use, runs its examples, and when all that holds, proves what can be."""
    try:
        template = load(text)
    except InvalidTemplate as error:
        return Checked(text, None, error.faults)
    used = found(here, template.name)
    forgotten = change_faults(used.template, template) if used is not None and used.template.source != template.source else ()
    faults = (*forgotten, *example_faults(template, trial_roster()))
    findings = () if faults else prove(template, trial_roster())
    return Checked(text, template, faults, findings, unheld(template, here.organisation, here.now))
