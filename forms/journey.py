"""The way through a form: which pages there are for these answers, which are done, what comes next. It must not know a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.actions.drafts import Typed
from engine.answers import Reading
from engine.errors import Problem
from engine.fields import Form, Page, Question

TRIED = "_tried"
"""Marks a page that the visitor has gone on from, right or wrong."""


@dataclass(frozen=True)
class Journey:
    """A visitor's way. `kept` is what the draft holds, page by page."""

    form: Form
    reading: Reading
    kept: Mapping[str, Typed]

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages on which something is drawn."""
        return tuple(page for page in self.form.pages if any(self._drawn(question) for question in page.questions))

    def _drawn(self, question: Question) -> bool:
        return question.id in self.reading.shown and bool(question.type.widget)

    def problems(self, page: Page) -> list[Problem]:
        """What is wrong on a page."""
        here = {question.id for question in page.questions}
        return [problem for problem in self.reading.problems if problem.at.partition("/")[0] in here]

    def done(self, page: Page) -> bool:
        """True when the visitor has gone on from the page and nothing is wrong on it."""
        return TRIED in self.kept.get(page.id, {}) and not self.problems(page)

    @property
    def unfinished(self) -> Page | None:
        """The first page that is not done."""
        return next((page for page in self.pages if not self.done(page)), None)

    def number(self, page: Page) -> int:
        """Which in order the page is, from 1; 0 when it is not shown."""
        return self.pages.index(page) + 1 if page in self.pages else 0

    def before(self, page: Page) -> Page | None:
        """The page before."""
        number = self.number(page)
        return self.pages[number - 2] if number > 1 else None

    def after(self, page: Page) -> Page | None:
        """Where to go on from a page: the next one, or the first that is left; None when all are done."""
        left = self.unfinished
        if left is None:
            return None
        number = self.number(page)
        return self.pages[number] if number and number < len(self.pages) else left
