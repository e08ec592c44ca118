"""The picture of a template has every step and every way out, nothing lies over anything else, and every line leads where it should."""

from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree

import pytest

from engine.explanation import Explanation
from engine.library import ready_made
from engine.picture import picture, svg
from engine.picture.shapes import Frame, Line, Picture
from engine.template.model import FormTemplate
from engine.texts import LANGUAGES, in_language

Room = tuple[float, float, float, float]
EVERY = [(template, language) for template in ready_made().values() for language in LANGUAGES]
IDS = [f"{template.name}, {language}" for template, language in EVERY]


def said(drawn: Picture) -> str:
    """All that stands in a picture."""
    return " ".join(line.text for line in drawn.lines)


def apart(one: Room, other: Room) -> bool:
    """True when nothing of one lies on the other."""
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def inside(line: Line, frame: Frame) -> bool:
    """True when all of a line of text stands in a box."""
    left, top, right, bottom = line.around
    return frame.x <= left and right <= frame.x + frame.width and frame.y <= top and bottom <= frame.y + frame.height


def stretches(drawn: Picture) -> Iterator[Room]:
    """Each straight part of each line between boxes."""
    for way in drawn.ways:
        for (x0, y0), (x1, y1) in zip(way.points, way.points[1:], strict=False):
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@pytest.mark.parametrize(("template", "language"), EVERY, ids=IDS)
def test_every_step_and_every_way_out_stands_in_it(template: FormTemplate, language: str) -> None:
    text, words = said(picture(template, language)), Explanation(template, language)
    for step in template.steps():
        assert in_language(step.title, language) in text
        assert [note for note in words.notes(step) if note[1:] not in text] == []
        assert [way.key for way in step.exits if words.way_out(way) not in text] == []


@pytest.mark.parametrize(("template", "language"), EVERY, ids=IDS)
def test_no_text_lies_on_another_one_and_each_stands_in_its_box(template: FormTemplate, language: str) -> None:
    drawn = picture(template, language)
    assert [(one.text, other.text) for one, other in combinations(drawn.lines, 2) if not apart(one.around, other.around)] == []
    assert [line.text for line in drawn.lines if not any(inside(line, frame) for frame in drawn.frames)] == []


@pytest.mark.parametrize(("template", "language"), EVERY, ids=IDS)
def test_no_line_runs_through_a_text_or_out_of_the_picture(template: FormTemplate, language: str) -> None:
    drawn = picture(template, language)
    found = list(stretches(drawn))
    assert [line.text for line in drawn.lines for stretch in found if not apart(line.around, stretch)] == []
    assert all(0 <= left and right <= drawn.width and 0 <= top and bottom <= drawn.height for left, top, right, bottom in found)


@pytest.mark.parametrize(("template", "language"), EVERY, ids=IDS)
def test_it_is_sound_and_brings_no_style(template: FormTemplate, language: str) -> None:
    text = svg(picture(template, language))
    tree = ElementTree.fromstring(text)  # noqa: S314 - our own picture
    assert [child.tag.rpartition("}")[2] for child in tree][:2] == ["title", "desc"]
    assert all("style" not in node.attrib and "id" not in node.attrib for node in tree.iter())
    assert "currentColor" in text
    assert "#" not in text.replace("currentColor", "")
