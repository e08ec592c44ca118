"""Puts the steps of a template one under the other, each with all that is to be said of it, and lines to where each leads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from engine.explanation import Explanation
from engine.picture.lanes import lanes
from engine.picture.measuring import wrapped
from engine.picture.shapes import Frame, Line, Picture, Way
from engine.steps import CLOSE, DECISIONS, Step
from engine.template.model import FormTemplate
from engine.texts import engine_texts, in_language

WIDTH = 296.0
_PAD, _GAP, _EDGE, _LANE = 9.0, 22.0, 3.0, 9.0
_BIG, _SMALL = 15.0, 14.0
_LEAST = 210.0
"""The narrowest box that can be read: with many lines beside it the picture is wider than a phone."""
_ROOM = 1.28
"""From one line of text to the next, in heights of the text."""


def picture(template: FormTemplate, language: str) -> Picture:
    """The workflow of a template as a picture, said in a language."""
    return _Layout(template, language).picture()


class Box(NamedTuple):
    """Where a box begins and ends from left to right."""

    left: float
    right: float

    def inside(self, by: float) -> "Box":
        """One that is smaller on both sides."""
        return Box(self.left + by, self.right - by)

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left


@dataclass(frozen=True)
class _Jump:
    """A line that leaves a box sideways at a height, from the step at one place of the list to that at another."""

    start: int
    target: int
    y: float
    box: Box

    @property
    def back(self) -> bool:
        """True when it leads up again."""
        return self.target <= self.start


class _Layout:
    """Lays one picture out, from the top down."""

    def __init__(self, template: FormTemplate, language: str) -> None:
        self.template = template
        self.language = language
        self.words = Explanation(template, language)
        first = [step for step in template.steps() if step.before == DECISIONS]
        self.steps = [*first, *(step for step in template.workflow if step.before != DECISIONS)]
        self.places = {step.id: place for place, step in enumerate(self.steps)}
        self.lanes = lanes((place, target) for place, step in enumerate(self.steps) for target in self._targets(step))
        left, right = self._margin(back=False), self._margin(back=True)
        self.width = max(WIDTH, left + _LEAST + right)
        self.box = Box(left, self.width - right)
        self.y = _EDGE
        self.frames: list[Frame] = []
        self.lines: list[Line] = []
        self.ways: list[Way] = []
        self.jumps: list[_Jump] = []
        self.entries: list[float] = []

    def picture(self) -> Picture:
        """Beginning, every step, end, and the lines between them."""
        texts = engine_texts()
        self._mark(texts.say(f"picture.begin.{self.template.cases.start}", self.language), "begin")
        for place, step in enumerate(self.steps):
            self._down(leads=place == 0 or self._goes_on(self.steps[place - 1]))
            self._step(place, step)
        self._down(leads=True)
        self._mark(texts.say("picture.end", self.language), "end")
        self._sideways()
        title = texts.say("picture.title", self.language, template=in_language(self.template.title, self.language))
        told = ". ".join(in_language(step.title, self.language) for step in self.steps)
        description = texts.say("picture.description", self.language, steps=told)
        return Picture(title, description, self.width, self.y + _EDGE, tuple(self.frames), tuple(self.ways), tuple(self.lines))

    def _margin(self, *, back: bool) -> float:
        """The room for lanes on one side."""
        found = [distance for lane, distance in self.lanes.items() if lane.back == back]
        return _EDGE + (_LANE * (max(found) + 1) + 6 if found else 0)

    def _place(self, target: str) -> int:
        closing = next(step for step in self.steps if step.kind.closes)
        return self.places[closing.id if target == CLOSE else target]

    def _targets(self, step: Step) -> Iterator[int]:
        """The places that a step, and those inside it, lead to by a line beside the others."""
        place = self.places.get(step.id, -1)
        named = [way.go for inner in (step, *step.steps) for way in inner.exits] + [inner.next for inner in (step, *step.steps)]
        yield from (target for go in named if go and (target := self._place(go)) != place + 1)

    def _goes_on(self, step: Step) -> bool:
        """True when a step leads to the one below it."""
        place = self.places[step.id]
        if step.kind.closes:
            return False
        # a step that is passed by leads on like any other
        ways = [way.go or step.next for way in step.exits] or [step.next]
        return step.when is not None or any(self._below(go, place) for go in ways)

    def _below(self, go: str | None, place: int) -> bool:
        return go is None or self._place(go) == place + 1

    def _mark(self, text: str, look: str) -> None:
        """The beginning or the end."""
        top = self.y
        self.y += 6
        self._text(text, self.box.inside(_PAD), _SMALL)
        self.y += 6
        self._frame(self.box, top, look)

    def _down(self, *, leads: bool) -> None:
        """From one box to the next."""
        if leads:
            x = (self.box.left + self.box.right) / 2
            self.ways.append(Way(((x, self.y), (x, self.y + _GAP))))
        self.y += _GAP

    def _frame(self, box: Box, top: float, look: str) -> None:
        self.frames.append(Frame(box.left, top, box.width, self.y - top, look))

    def _step(self, place: int, step: Step) -> None:
        """One step of the list; the steps of a group stand inside it."""
        top, title = self.y, in_language(step.title, self.language)
        self.entries.append(top + _PAD + _BIG * 0.5)
        if step.steps:
            title = engine_texts().say("picture.at_once", self.language, step=title)
        self._body(place, step, title, self.box)
        for inner in step.steps:
            inside, box = self.y, self.box.inside(_PAD)
            self._body(place, inner, in_language(inner.title, self.language), box)
            self._frame(box, inside, _look(inner))
            self.y += _PAD
        self._frame(self.box, top, _look(step))

    def _body(self, place: int, step: Step, title: str, box: Box) -> None:
        """Title, notes and ways out."""
        self.y += _PAD - 2
        self._text(title, box.inside(_PAD), _BIG, bold=True)
        for note in self.words.notes(step):
            self._text(note[:1].upper() + note[1:], box.inside(_PAD), _SMALL)
        if step.next:
            self._jump(place, step.next, self.y - _SMALL * 0.6, box)
        for way in step.exits:
            self.y += 4
            if way.go:
                self._jump(place, way.go, self.y + _SMALL * 0.7, box)
            self.lines.append(Line("•", box.left + _PAD, self.y + _SMALL, _SMALL))
            self._text(self.words.way_out(way), Box(box.left + _PAD + 10, box.right - _PAD), _SMALL)
        self.y += _PAD - 2

    def _jump(self, place: int, go: str, y: float, box: Box) -> None:
        if (target := self._place(go)) != place + 1:
            self.jumps.append(_Jump(place, target, y, box))

    def _text(self, text: str, box: Box, size: float, *, bold: bool = False) -> None:
        for line in wrapped(text, box.width, size, bold=bold):
            self.lines.append(Line(line, box.left, self.y + size, size, bold))
            self.y += size * _ROOM

    def _sideways(self) -> None:
        """The lines that lead past other steps: out of the step, along their lane, into the one that they lead to."""
        for lane, distance in self.lanes.items():
            edge = self.box.right if lane.back else self.box.left
            x = edge + (6 + _LANE * (distance + 0.5)) * (1 if lane.back else -1)
            y = self.entries[lane.target]
            found = [jump for jump in self.jumps if (jump.target, jump.back) == (lane.target, lane.back)]
            farthest = max(found, key=lambda jump: abs(jump.y - y))
            for jump in found:
                start = (jump.box.right if lane.back else jump.box.left, jump.y)
                rest = ((x, y), (edge, y)) if jump is farthest else ()
                self.ways.append(Way((start, (x, jump.y), *rest), lane.back, leads=jump is farthest))


def _look(step: Step) -> str:
    """How a step's box is drawn."""
    if step.steps:
        return "group"
    if step.kind.closes:
        return "close"
    if step.exits:
        return "decision"
    return "step" if step.kind.waits else "notice"
