"""Who takes over what waits for someone who is shut out, or for a mailbox in which nobody is left who may act."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from engine.organisation import Holder
from engine.routing import Place
from engine.workflow.case import Case, Told

Left = Callable[[Holder], bool]
"""True for a holder whose mailbox has a member who is not shut out."""


@dataclass(frozen=True)
class Passed:
    """The case as it then is, who took over from whom, and who is told of that."""

    case: Case
    moved: Mapping[Holder, Holder]
    told: tuple[Told, ...] = ()


def passed_on(place: Place, case: Case, left: Left) -> Passed:
    """Moves the case and its open steps from those who are shut out, or have nobody left, to those who take over."""
    moved = _moves(place, case, left)
    after = _without(_moved(case, moved))
    return Passed(after, moved, told_of(after, moved.values()))


def told_of(case: Case, news: Iterable[Holder]) -> tuple[Told, ...]:
    """That some have taken over. They may read: as doers of a step, and as receiver where they receive the case."""
    reasons = {holder: ("step", "new") if holder == case.receiver else ("step",) for holder in sorted(set(news))}
    return tuple(Told(holder, why, "", 0, True) for holder, whys in reasons.items() for why in whys)


def next_holder(place: Place, holder: Holder, excluded: frozenset[Holder], left: Left) -> Holder:
    """Up the line of backups until someone can act; at the end of it the top, and else nobody but the one who has it."""
    gone = {holder, *excluded}
    candidate: Holder | None = holder
    while candidate is not None:
        function = place.template.functions.get(candidate.function)
        candidate = place.holder(function.backup, frozenset(gone)) if function is not None and function.backup else None
        if candidate is not None and left(candidate):
            return candidate
        gone |= {candidate} if candidate else set()
    tops = (place.organisation.holder(function, None) for function in place.template.functions)
    others = (top for top in tops if top is not None and top not in gone)
    return next((top for top in others if left(top)), holder)


def _moves(place: Place, case: Case, left: Left) -> dict[Holder, Holder]:
    """Who takes over from whom: a step whose function is shut out goes to the receiver, what has nobody left to its backup, and at the end
    of the line to the receiver, too.
    """
    moved: dict[Holder, Holder] = {}
    doing = {run.holder for run in case.open() if run.holder is not None}
    for holder in [*([case.receiver] if case.receiver else []), *sorted(doing - {case.receiver})]:
        receiver = moved.get(case.receiver, case.receiver) if case.receiver is not None else None
        if holder in case.excluded and holder != case.receiver and receiver is not None:
            moved[holder] = receiver
        elif not left(holder):
            found = next_holder(place, holder, case.excluded, left)
            moved[holder] = receiver if found == holder and receiver is not None and left(receiver) else found
    return {old: new for old, new in moved.items() if new != old}


def _moved(case: Case, moved: Mapping[Holder, Holder]) -> Case:
    """The case with open runs and receiver moved."""
    runs = tuple(
        replace(run, holder=moved[run.holder], person=None) if run.going and run.holder is not None and run.holder in moved else run
        for run in case.runs
    )
    receiver = moved.get(case.receiver, case.receiver) if case.receiver is not None else None
    return replace(case, runs=runs, receiver=receiver)


def _without(case: Case) -> Case:
    """The case with nothing given to anyone who is shut out: it is for everyone in the mailbox again."""
    lost = [run for run in case.open() if run.person in case.shut]
    return replace(case, runs=tuple(replace(run, person=None) if run in lost else run for run in case.runs))
