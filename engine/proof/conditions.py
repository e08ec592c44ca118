"""Whether each condition of a form can be both true and false where it is asked, and whether there is always something to choose."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine.conditions import Condition
from engine.errors import Mark
from engine.fields import Context, Form, Question
from engine.proof.choosing import Chooser, Walk
from engine.proof.domains import Domains
from engine.proof.findings import NOT_PROVED, REFUTED, Finding, Shown
from engine.proof.focus import Lookout
from engine.proof.focus import Place as Standing
from engine.proof.places import Places
from engine.proof.world import Filled, Reporter, World

CHECK = "conditions"
TOO_LATE = "too late"
"""What is seen of a condition that holds where an earlier one is taken instead."""


@dataclass(frozen=True)
class Site:
    """A place in a form where something is decided by `conditions`, and what is said about it.

    `condition` is the one that is judged; None where the question is whether anything can be chosen.
    """

    lookout: Lookout
    mark: Mark
    about: Mapping[str, Any]
    conditions: tuple[Condition, ...]
    condition: Condition | None = None


def conditions(world: World, places: Places) -> Iterator[Finding]:
    """Conditions of the report's form that tell nothing apart, and questions that leave nothing to choose."""
    for site in sites(world.template.form, places):
        if not world.budget.left:
            yield Finding(CHECK, "condition-not-proved", NOT_PROVED, site.mark, {**site.about, "tried": 0})
            continue
        focus = world.focus([*site.conditions, *above(world.places.get(site.lookout.at), site.lookout)])
        reporter = Reporter(world, focus, Domains([*focus.tests, *focus.beyond]), site.lookout)
        walk = world.search(reporter.size)
        yield from judged(site, walk, walk.every(reporter.report))


def above(place: Standing | None, lookout: Lookout) -> list[Condition | None]:
    """What decides whether anyone comes to a place in a form."""
    if place is None or lookout.where == "page":
        return []
    own = [place.question.show_if] if lookout.where == "inside" else []
    return [place.page.show_if, *(group.show_if for group in place.around), *own]


def judged(site: Site, walk: Walk, found: Iterable[Filled]) -> Iterator[Finding]:
    """What the combinations show of a site; it is left as soon as they have shown enough."""
    seen: set[Any] = set()
    for filled in found:
        seen |= set(filled.seen)
        if site.condition is None and False in seen:
            yield Finding(CHECK, "no-options", REFUTED, site.mark, site.about, Shown(filled.answers, filled.organisation))
            return
        if {False, True} <= seen:
            return
    about = {**site.about} if walk.whole else {**site.about, "tried": walk.tried}
    if site.condition is None:
        yield from () if walk.whole else (Finding(CHECK, "condition-not-proved", NOT_PROVED, site.mark, about),)
    elif {False, TOO_LATE} <= seen and walk.whole:
        yield Finding(CHECK, "never-chosen", REFUTED, site.mark, about)
    elif seen or not walk.whole:
        yield constant(site.condition, {bool(one) for one in seen}, site.mark, about)


def constant(condition: Condition, seen: set[bool], mark: Mark, about: Mapping[str, Any]) -> Finding:
    """A condition that was not seen to be both true and false; `tried` among the facts says that the search was ended early."""
    if "tried" in about:
        return Finding(CHECK, "condition-not-proved", NOT_PROVED, mark, about)
    return Finding(CHECK, "always-true" if True in seen else "never-true", REFUTED, mark, {**about, "clause": condition})


def sites(form: Form, places: Places) -> Iterator[Site]:
    """Every place in a form where something is decided."""
    for page in form.pages:
        if page.show_if is not None:
            look = _asking(page.show_if)
            yield Site(
                Lookout(page.id, "page", look), places.inside(page.mark, "show_if"), {"what": page.title}, (page.show_if,), page.show_if
            )
    for question in form.every():
        yield from _of_question(question, places)


def _of_question(question: Question, places: Places) -> Iterator[Site]:
    about = {"what": question.label}
    if (shown := question.show_if) is not None:
        mark = places.inside(question.mark, "show_if")
        yield Site(Lookout(question.id, "before", _asking(shown)), mark, about, (shown,), shown)
    for number, words in enumerate(question.wording):
        mark = places.inside(question.mark, "wording", number, "when")
        earlier = tuple(other.when for other in question.wording[:number])
        yield Site(Lookout(question.id, "inside", _asking(words.when, earlier)), mark, about, (*earlier, words.when), words.when)
    whens = tuple(option.when for option in question.options if option.when is not None)
    for option in question.options:
        if option.when is not None:
            mark, what = places.option(question, option.key, "when"), {"what": option.label}
            if mark.file is not None:
                # what several templates share may say more than this one needs
                continue
            yield Site(Lookout(question.id, "inside", _asking(option.when)), mark, what, (option.when,), option.when)
    if not question.optional and _may_lack(question):
        yield Site(Lookout(question.id, "inside", _offering(question)), question.mark, about, whens)


def _may_lack(question: Question) -> bool:
    """True where it depends on the day or on other answers whether anything can be answered."""
    if question.type.kind == "date":
        return "today" in (question.keys.get("min"), question.keys.get("max")) and {"min", "max"} <= question.keys.keys()
    return bool(question.options) and all(option.when or option.start or option.until for option in question.options)


def _asking(condition: Condition, earlier: tuple[Condition, ...] = ()) -> Any:
    """Whether the condition holds, and no earlier one that would be taken instead."""

    def look(context: Context) -> bool | str:
        return context.holds(condition) and (TOO_LATE if any(map(context.holds, earlier)) else True)

    return look


def _offering(question: Question) -> Any:
    domains = Domains(())

    def look(context: Context) -> bool:
        if question.type.kind == "date":
            return bool(domains.values(question, context, Chooser([])))
        return bool(question.type.options(question, context))

    return look
