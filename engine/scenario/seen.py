"""What is to be seen of a case, said as an author of scenarios says it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from engine.organisation import Holder
from engine.scenario.played import Played, person
from engine.scenario.stage import Stage


def seen(stage: Stage, number: int, what: str, expected: Any) -> Any:
    """One thing about a case, in the shape of what is expected: `function` where that has no unit, and only the facts that it names.

    Before a report has a case nothing is open, and the mailbox is the one for which it waits.
    """
    played = stage.cases[number - 1] if number <= len(stage.cases) else None
    if what == "cases":
        return len(stage.cases)
    if what == "opens":
        return next(iter(stage.opened), None)
    if what == "facts":
        counted = Counter(fact.grain for fact in stage.facts)
        return {grain: counted[grain] for grain in expected}
    if what == "told":
        return _told(stage, number, expected)
    if what == "closed":
        return played is not None and played.case.closed is not None
    if what == "open":
        return _open(played, expected) if played is not None else {}
    shut, receiver = _access(stage, played)
    if what == "excluded":
        return sorted(_named(holder, expected) for holder in shut)
    return _named(receiver, [expected]) if receiver is not None else None


def expectation(what: str, expected: Any) -> Any:
    """What is expected, where it can be written in several ways in the one that `seen` has."""
    if what == "told":
        return {function: sorted([whys] if isinstance(whys, str) else whys) for function, whys in expected.items()}
    return sorted(expected) if what == "excluded" else expected


def _named(holder: Holder, expected: Iterable[str]) -> str:
    """A holder as it is expected: with its unit where the expectation has it."""
    return str(holder) if str(holder) in expected else holder.function


def _access(stage: Stage, played: Played | None) -> tuple[set[Holder], Holder | None]:
    """The holders that are shut out of a case, or whose mailbox's person is, and its receiver; those of the report that waits."""
    if played is None:
        routed = [intake.routed for _, intake, _ in stage.waiting[-1:]]
        return {holder for one in routed for holder in one.excluded}, next((one.receiver for one in routed), None)
    named = {holder for holder, mailbox in played.organisation.mailboxes.items() if person(mailbox) in played.case.shut}
    return {holder for holder in played.case.excluded | named if holder.function in played.template.functions}, played.case.receiver


def _told(stage: Stage, number: int, expected: Mapping[str, Any]) -> dict[str, list[str]]:
    """Why each is told. What is told of a report before it has a case is seen with the first one."""
    found: dict[str, list[str]] = {}
    for about, holder, why in stage.told:
        if about == number or (about == 0 and number == 1):
            found.setdefault(_named(holder, expected), []).append(why)
    return {function: sorted(whys) for function, whys in found.items()}


def _open(played: Played, expected: Mapping[str, Any]) -> dict[str, Any]:
    """Each step that waits, with whom it waits for, and by when where that is expected."""
    found: dict[str, Any] = {}
    for run in played.case.waiting():
        wanted = expected.get(run.step)
        by = wanted if isinstance(wanted, str) else wanted.get("by") if wanted else None
        holder = played.doer(run)
        doer = _named(holder, [by] if by else []) if holder is not None else None
        if not isinstance(wanted, Mapping):
            found[run.step] = doer
            continue
        found[run.step] = {"by": doer} if by else {}
        if "due" in wanted:
            local = run.due.astimezone(played.organisation.zone).replace(tzinfo=None) if run.due is not None else None
            found[run.step]["due"] = (local.isoformat(timespec="minutes") if "T" in wanted["due"] else str(local.date())) if local else None
    return found
