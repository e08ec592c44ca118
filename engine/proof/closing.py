"""Whether every step of the workflow can be come to, and whether every case can be closed from wherever it is."""

from collections.abc import Iterator

from engine.conditions import references
from engine.errors import Mark
from engine.fields import Form
from engine.proof.cases import Cases
from engine.proof.findings import HINT, NOT_PROVED, REFUTED, Finding
from engine.proof.focus import layout
from engine.proof.places import Places
from engine.proof.steering import ROUNDS
from engine.steps import Step

CHECK = "closing"


def closing(cases: Cases, places: Places) -> Iterator[Finding]:
    """Steps that nobody comes to, conditions of steps that tell nothing apart, and cases that can not be closed."""
    for step in cases.world.template.steps():
        yield from _reached(cases, places, step)
        if step.until is not None and _may_wait(cases, step):
            yield Finding(CHECK, "waits-for-ever", HINT, places.inside(step.mark, "until"), {"what": step.title})
    marks: set[Mark] = set()
    for moment in cases.stuck():
        step = cases.world.template.step(next(iter(moment.case.waiting() or moment.case.runs[-1:])).step)
        if step.mark not in marks:
            marks.add(step.mark)
            yield Finding(CHECK, "never-closes", REFUTED, step.mark, {"what": step.title}, moment.shown)
    if not cases.whole:
        yield Finding(CHECK, "closing-not-proved", NOT_PROVED, places.at("workflow"), {"tried": len(cases.moments)})


def _may_wait(cases: Cases, step: Step) -> bool:
    """True for a step that waits, where no time may come at which it goes on by itself."""
    spec, template = step.until or {}, cases.world.template
    if "from" not in spec:
        return not {"days", "hours", "minutes"} & set(spec)
    name, _, rest = spec["from"].partition(".")
    if not rest:
        return _may_lack(template.form, name)
    form = cases.steering.forms[name]
    before = [any(run.step == name and run.rounds for run in moment.case.runs) for moment in cases.open.get(step.id, ())]
    return _may_lack(form, rest) or not all(before)


def _may_lack(form: Form, id: str) -> bool:
    """True where a question can be left without an answer."""
    place = layout(form)[id]
    asked = (place.question, *place.around)
    return place.page.show_if is not None or any(one.optional or one.show_if or (one.repeat and not one.repeat.least) for one in asked)


def _reached(cases: Cases, places: Places, step: Step) -> Iterator[Finding]:
    seen, about = cases.whens.get(step.id, set()), {"what": step.title}
    parent = cases.world.template.parent(step.id)
    mark = places.inside(step.mark, "when")
    if not cases.whole:
        if True not in seen or (step.when is not None and False not in seen):
            yield Finding(CHECK, "step-not-proved", NOT_PROVED, step.mark, about | {"tried": len(cases.moments)})
    elif seen == {False}:
        yield Finding(CHECK, "never-true", REFUTED, mark, about | {"clause": step.when})
    elif not seen and not step.kind.closes and (parent is None or True in cases.whens.get(parent.id, set())):
        yield Finding(CHECK, "step-unreachable", REFUTED, step.mark, about)
    elif step.when is not None and seen == {True}:
        looks_back = {name.partition(".")[0] for name in references(step.when)} & {*cases.steering.forms, ROUNDS}
        code, severity = ("needless-condition", HINT) if looks_back else ("always-true", REFUTED)
        yield Finding(CHECK, code, severity, mark, about | {"clause": step.when})
