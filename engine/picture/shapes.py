"""What a picture is made of, as values with their places. Lengths are in the picture's own units, `y` grows downwards."""

from dataclasses import dataclass

from engine.picture.measuring import width_of

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """One line of text; `y` is where its letters stand."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False

    @property
    def around(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the room that it takes."""
        return self.x, self.y - self.size * 0.85, self.x + width_of(self.text, self.size, bold=self.bold), self.y + self.size * 0.25


@dataclass(frozen=True)
class Frame:
    """A box. `look` is "step", "decision", "notice", "group", "close", "begin" or "end"."""

    x: float
    y: float
    width: float
    height: float
    look: str = "step"


@dataclass(frozen=True)
class Way:
    """A line; one that `leads` has a point at its end, another one joins such a line. One that leads back is dashed."""

    points: tuple[Point, ...]
    back: bool = False
    leads: bool = True


@dataclass(frozen=True)
class Picture:
    """A whole picture with its title and its description in words."""

    title: str
    description: str
    width: float
    height: float
    frames: tuple[Frame, ...]
    ways: tuple[Way, ...]
    lines: tuple[Line, ...]
