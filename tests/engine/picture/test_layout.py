"""Lines in a picture go from step to step as the workflow does."""

from engine.picture import picture, svg
from engine.picture.lanes import Lane, lanes
from engine.picture.measuring import width_of, wrapped
from engine.picture.shapes import Frame, Picture, Way
from engine.template.load import load
from tests.engine.written import template, workflow


def drawn(steps: str, *, more: str = "") -> Picture:
    """The picture of a small template with these steps."""
    return picture(load(template(more, workflow(steps))), "sv")


def sides(found: Picture) -> list[Way]:
    """The lines past other steps."""
    return [way for way in found.ways if len(way.points) != 2 or way.points[0][0] != way.points[1][0]]


def at(found: Picture, y: float) -> Frame:
    """The outermost box at a height."""
    return max((frame for frame in found.frames if frame.y <= y <= frame.y + frame.height), key=lambda frame: frame.height)


LOOP = """
one: {kind: decision, title: Ett, outcomes: {on: På, out: {label: Ut, go: close}}}
two: {kind: decision, title: Två, outcomes: {again: {label: Igen, go: one}, same: {label: Samma, go: two}, on: På}}
"""


def test_a_line_forward_runs_on_the_left_and_one_back_is_dashed_on_the_right() -> None:
    found = drawn(LOOP)
    out, *back = sorted(sides(found), key=lambda way: way.back)
    boxes = [frame for frame in found.frames if frame.look in ("decision", "close")]
    assert (at(found, out.points[0][1]), at(found, out.points[-1][1]), out.points[1][0] < boxes[0].x) == (boxes[0], boxes[2], True)
    assert {(at(found, way.points[0][1]), at(found, way.points[-1][1])) for way in back} == {(boxes[1], boxes[0]), (boxes[1], boxes[1])}
    assert all(way.back for way in back)
    assert all(way.points[1][0] > boxes[0].x + boxes[0].width for way in back)


PASSING = """
one: {kind: decision, title: Ett, outcomes: {a: {label: A, go: close}}}
two: {kind: decision, title: Två, outcomes: {b: B}}
"""


def leads_down(found: Picture) -> bool:
    """True when a line goes down from the first decision."""
    one = next(frame for frame in found.frames if frame.look == "decision")
    return any(way.points[0][1] == one.y + one.height for way in found.ways)


def test_a_line_goes_down_only_from_a_step_that_leads_on_or_may_be_passed_by() -> None:
    assert not leads_down(drawn(PASSING))
    assert leads_down(drawn(PASSING.replace("title: Ett", "title: Ett, when: {what: {answered: true}}")))


def test_notices_before_decisions_stand_first_and_groups_around_their_steps() -> None:
    found = drawn(
        "both: {kind: group, title: Båda, steps: {one: {kind: decision, title: Ett, outcomes: {a: A}}}}\n"
        "told: {kind: notice, title: Sagt, to: owner, before: decisions}"
    )
    assert [frame.look for frame in found.frames] == ["begin", "notice", "decision", "group", "close", "end"]
    group, inner = found.frames[3], found.frames[2]
    assert (group.x < inner.x, group.y < inner.y, inner.y + inner.height < group.y + group.height) == (True, True, True)


def test_the_picture_is_as_narrow_as_a_phone_unless_many_lines_run_beside_the_steps() -> None:
    ways = ", ".join(f"w{number}: {{label: Till {number}, go: s{number}}}" for number in range(1, 25))
    many = f"s0: {{kind: decision, title: Början, outcomes: {{{ways}}}}}\n"
    many += "\n".join(f"s{number}: {{kind: decision, title: Nummer {number}, outcomes: {{a: A}}}}" for number in range(1, 25))
    narrow, wide = drawn(LOOP), drawn(many)
    assert narrow.width <= 300 < wide.width
    assert min(frame.width for frame in wide.frames) > 200


def test_how_a_case_begins_is_said() -> None:
    assert drawn(LOOP).lines[0].text == "Anmälan kommer in"
    assert drawn(LOOP, more="cases: {start: by_hand}").lines[0].text.startswith("Ett ärende startas")


def test_what_an_author_writes_is_only_text() -> None:
    text = svg(drawn("one: {kind: decision, title: '<b>&', outcomes: {a: '</svg><script>'}}"))
    assert ("<b>" in text, "<script>" in text, "&lt;b&gt;&amp;" in text) == (False, False, True)


def test_lines_to_one_target_share_a_lane_and_others_that_meet_them_run_farther_out() -> None:
    found = lanes([(0, 5), (2, 5), (1, 3), (4, 4), (4, 1)])
    assert found == {Lane(5, False, 0, 5): 1, Lane(3, False, 1, 3): 0, Lane(4, True, 4, 4): 0, Lane(1, True, 1, 4): 1}


def test_a_text_is_in_lines_that_fit_and_a_long_word_is_broken() -> None:
    text = "Ett ord och Flaggstångsknoppsförgyllningsmästarinnan"
    found = list(wrapped(text, 90, 12))
    assert all(width_of(line, 12) <= 90 for line in found)
    assert "".join(found).replace("-", "").replace(" ", "") == text.replace(" ", "")
