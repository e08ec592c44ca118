"""The form of a step as the page of a case draws it. It must know no kind of step: the kind says what is asked and can be pressed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.actions.casefile import CaseFile
from engine.actions.open_linked import taken_over
from engine.actions.scene import Scene
from engine.answers import Reading, read
from engine.errors import Problem
from engine.fields import Context, Form, Question
from engine.steps import Button, Step
from engine.store import attachments
from engine.texts import in_language
from engine.workflow import Run
from forms.binding import Beginning, refill
from forms.uploads import takes_files
from forms.view import Asked, ErrorLine, Look, draw, drawn, error_lines
from forms.wording import language

Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Attempt:
    """What someone has typed in a step, what was wrong with it, and why it is not saved: "changed", "failed", "added", or "" for none.

    `seen` is how many rounds the person had before them.
    """

    run: int
    typed: Typed
    problems: tuple[Problem, ...] = ()
    why: str = ""
    seen: int = -1


@dataclass(frozen=True)
class Part:
    """One page of a step's form; all of them stand on the page of the case."""

    id: str
    title: str
    fields: tuple[Asked, ...]


@dataclass(frozen=True)
class Press:
    """One button. The first primary one is what the page is for."""

    name: str
    words: str
    kind: str


@dataclass(frozen=True)
class StepForm:
    """A step that waits for the reader. `asked` names what is on the page: what comes in later is to be seen before it is missed."""

    run: int
    rounds: int
    title: str
    hint: str
    parts: tuple[Part, ...]
    buttons: tuple[Press, ...]
    errors: list[ErrorLine]
    asked: str
    live: bool
    files: bool = False

    @property
    def folds(self) -> bool:
        """True when nothing after the first page has to be answered: it is then folded, so that the buttons stand near the first."""
        rest = [asked for part in self.parts[1:] for asked in part.fields]
        return bool(rest) and all(asked.optional or asked.widget == "info" or (asked.add and not asked.rows) for asked in rest)

    @property
    def unfolded(self) -> bool:
        """True when something in there has been answered, or is wrong."""
        rest = [asked for part in self.parts[1:] for asked in part.fields]
        return any(asked.rows or asked.error or any(asked.values.values()) for asked in rest)


@dataclass(frozen=True)
class Desk:
    """Draws the steps of one case. `files` are those that have been chosen in a step and that no answer names yet."""

    scene: Scene
    file: CaseFile
    people: Mapping[str, str]
    files: attachments.Files

    @property
    def context(self) -> Context:
        """The situation of someone who answers now."""
        files = {id: kept.attachment for id, kept in self.files.items()}
        return Context(self.scene.organisation, self.scene.now, language(), people=self.people, files=files)

    def read(self, form: Form, typed: Typed) -> Reading:
        """What was typed, read against the form."""
        return read(form, Beginning(typed), self.context, self.file.lookup)

    def form(self, run: Run, step: Step, attempt: Attempt | None = None) -> StepForm:
        """The step's form, untouched or with what was typed."""
        form = step.kind.form(step)
        problems = attempt.problems if attempt else ()
        typed = attempt.typed if attempt else None
        parts = tuple(self.parts(form, typed, begun=self._continued(step), problems=problems)) if form else ()
        fields = [asked for part in parts for asked in part.fields]
        return StepForm(
            run.number,
            run.rounds,
            in_language(step.title, language()),
            in_language(step.hint, language()),
            parts,
            tuple(self._button(step, button) for button in step.kind.buttons(step, run.rounds)),
            error_lines(fields),
            " ".join(drawn(fields)),
            form is not None and any(_depends(question) for question in form.every()),
            form is not None and takes_files(form.questions()),
        )

    def parts(self, form: Form, typed: Typed | None, *, begun: Typed | None = None, problems: tuple[Problem, ...] = ()) -> Iterable[Part]:
        """The pages of a form; without `typed` untouched, with what it has `begun` with."""
        fresh = frozenset(question.id for question in form.questions()) if typed is None else frozenset()
        source = Beginning(typed if typed is not None else begun or {}, fresh)
        reading = read(form, source, self.context, self.file.lookup)
        look = Look(form, source, reading, self.context, self.file.lookup)
        for page in form.pages:
            if page.id in reading.visible:
                yield Part(page.id, in_language(page.title, language()), draw(look, page.questions, problems))

    def _continued(self, step: Step) -> Typed:
        """What was written the last time, where the step goes on with that; what another template's form takes over from the case."""
        form = step.kind.form(step)
        if form and step.opens:
            return refill(form.questions(), taken_over(self.scene, self.file, step, self.context), self.context)
        rounds = [item for item in self.file.rounds if self.file.case.run(item.run).step == step.id]
        return refill(form.questions(), rounds[-1].answers, self.context) if form and rounds and step.kind.continues else {}

    @staticmethod
    def _button(step: Step, button: Button) -> Press:
        return Press(button.name, step.kind.word(button.name, language()), "" if button.primary else "secondary")


def _depends(question: Question) -> bool:
    """True when the question comes and goes with other answers, or has options that do."""
    return question.show_if is not None or any(option.when is not None for option in question.options)


def in_words(fields: Iterable[Asked]) -> list[dict[str, Any]]:
    """What was typed, question by question, for someone who can no longer send it."""
    found = []
    for asked in fields:
        lines = [line for part in asked.values for line in _lines(asked, part)]
        if lines:
            found.append({"label": asked.label, "value": "\n".join(lines)})
        for row in asked.rows:
            found += in_words(row.fields)
    return found


def _lines(asked: Asked, part: str) -> Iterable[str]:
    """What was chosen or typed in one part, with the name of the part where it has one."""
    labels, name = {pick.key: pick.label for pick in asked.options}, asked.texts.get(f"{part}-label", "")
    said = [labels.get(text, text) for text in asked.values[part] if text]
    return [f"{name}: {words}" if name else words for words in said]
