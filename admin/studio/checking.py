"""A text that is being written: the template in it, or what is wrong with it, said beside the lines that it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from admin.guard import Visit
from admin.studio.shown import found
from engine.difference.continuity import change_faults
from engine.errors import Fault, InvalidTemplate, Mark
from engine.library import from_library, trial_roster
from engine.proof import REFUTED, Finding, example_faults, finding_in_words, linked, prove, unheld, unproved
from engine.store import templates
from engine.template.layers import first_of, from_texts
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.wording import fault_in_words
from forms.wording import language


@dataclass(frozen=True)
class Line:
    """What is wrong at a place: the number and text of its line, in which file where it is not the text itself, and the sentence."""

    number: int
    text: str
    sentence: str
    file: str = ""


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
    files: Mapping[str, str] = field(default_factory=dict)

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
        refuted = [self._line(found.mark, self._said(found)) for found in self.findings if found.severity == REFUTED]
        return [*(self._line(fault.mark, fault_in_words(fault, language())) for fault in self.faults), *refuted]

    @property
    def advice(self) -> list[Line]:
        """What could be better, or could not be proved; it hinders nothing."""
        return [self._line(found.mark, self._said(found)) for found in self.findings if found.severity != REFUTED]

    @property
    def unheld(self) -> list[Line]:
        """Functions that nobody holds in the writer's own organisation, with the units, and templates that it does not use.

        It hinders nothing: people and templates come and go.
        """
        return [self._line(found.mark, self._said(found)) for found in self.lacks]

    @property
    def unproved(self) -> list[Line]:
        """What somebody has to accept before the template can be published."""
        return [self._line(found.mark, self._said(found)) for found in unproved(self.findings)]

    @property
    def to_accept(self) -> tuple[str, ...]:
        """The same, as an acceptance of it is written down."""
        return tuple(found.key for found in unproved(self.findings))

    def _said(self, found: Finding) -> str:
        return finding_in_words(found, self.template, language()) if self.template is not None else found.code

    def _line(self, mark: Mark, sentence: str) -> Line:
        return line_of(self.text, self.files, mark, sentence)


def line_of(text: str, files: Mapping[str, str], mark: Mark, sentence: str) -> Line:
    """What there is to say of one line of a text, or of a file that it takes with it."""
    written = (files.get(mark.file, "") if mark.file else text).splitlines()
    return Line(mark.line, written[mark.line - 1].strip() if 0 < mark.line <= len(written) else "", sentence, mark.file or "")


def check(here: Visit, text: str, name: str) -> Checked:
    """Reads a text as a template, holds it against the version in use, runs its examples, and when all that holds, proves what can be.

    The files that it takes with it are the ready-made ones of today, or else those that versions of the template `name` have had.
    """
    kept = here.office.read(here.org, lambda session: templates.files(session, here.org, name))
    opener = first_of(from_library, from_texts(kept))
    try:
        template = load(text, opener)
    except InvalidTemplate as error:
        named = {fault.mark.file for fault in error.faults if fault.mark.file}
        return Checked(text, None, error.faults, files={file: (opener(file) or b"").decode("utf-8", "replace") for file in named})
    used = found(here, template.name)
    forgotten = change_faults(used.template, template) if used is not None and used.template.digest != template.digest else ()
    faults = (*forgotten, *example_faults(template, trial_roster()))
    ties = tuple(linked(template, lambda other: _in_use(here, other)))
    findings = () if faults else (*prove(template, trial_roster()), *(one for one in ties if one.severity == REFUTED))
    lacks = (*unheld(template, here.organisation, here.now), *(one for one in ties if one.severity != REFUTED))
    return Checked(text, template, faults, findings, lacks, template.files)


def _in_use(here: Visit, name: str) -> FormTemplate | None:
    """Another template of the organisation."""
    used = here.office.published(here.org, name)
    return used.template if used is not None else None
