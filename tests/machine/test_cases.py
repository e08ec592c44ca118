"""People do everything that they can with cases, in any order, and the product and a small model of it agree on what comes of it.

`MALLVERK_TEST_SWEEP=full` makes ten thousand runs on each database; else a few.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from engine.access import Actor, may_read
from engine.actions import start_case as desk
from engine.actions.act_on_step import act_on_step
from engine.actions.erase_case import erase_case
from engine.actions.hand_over import Handing, hand_over
from engine.actions.merge_case import merge_case
from engine.actions.readers import Reading, add_reader, end_reader
from engine.actions.reopen_case import reopen_case
from engine.actions.shut_out import shut_out
from engine.actions.split_case import split_case
from engine.errors import NotPossible
from engine.store import access_facts, journal, tables
from engine.store.database import Database
from tests.machine.model import EVERYONE, MEMBERS, TOPS, Case, Refused, Run, mailbox, routed
from tests.site import FAULTS, ORGANISATION, Site, fault

RUNS = 10_000 if os.environ.get("MALLVERK_TEST_SWEEP") == "full" else 30
STEPS = """workflow:
  told: {kind: notice, title: Ägaren får veta, to: owner, before: decisions}
  verdict:
    kind: decision
    title: Ställningstagande
    by: receiver
    outcomes: {look: {label: Undersök, go: looking}, drop: {label: Avsluta, go: close}}
  looking: {kind: form, form: talk, by: inspector, repeat: true}
  check: {kind: form, form: check, by: keeper}
  review:
    kind: decision
    title: Granskning
    by: receiver
    outcomes: {ok: {label: Klart, go: close}, back: {label: Tillbaka, go: looking}}
"""
_CHECK_FORM = "  check: {title: Kontroll, questions: {found: {type: choice, label: Vad fanns?, options: {none: Inget, crack: Spricka}}}}\n"
_CHECK = "  check: {kind: form, form: check, by: keeper}\n"
_FORMS = FAULTS.partition("  check: {title")[0]
NARROW = _FORMS + STEPS.replace(_CHECK, "") + "reports:" + FAULTS.partition("reports:")[2]
WIDE = _FORMS + _CHECK_FORM + STEPS + "reports:" + FAULTS.partition("reports:")[2]
VERBS = {"take", "forward", "mark_wrong", "join", "press", "_end", "hand_over", "exclude", "read", "merge", "split", "reopen", "erase"}
"""Each of these is really done, and not only refused, in a full sweep."""
PEOPLE, ANY = st.sampled_from(EVERYONE), st.integers(0, 10_000)


def by_hand(text: str) -> str:
    """The same form, whose reports wait for somebody."""
    return text.replace("template: faults", "template: by-hand").replace("start: on_submit", "start: by_hand")


class Machine(RuleBasedStateMachine):
    """One run. The site is shared by all runs; each has its own reports."""

    site: Site
    wide: bool
    done: Counter[str]
    people: dict[str, Actor]

    def __init__(self) -> None:
        super().__init__()
        self.cases: list[tuple[Any, Case]] = []
        self.waiting: list[dict[str, Any]] = []
        self.reports: list[dict[str, Any]] = []
        self.touched: set[int] = set()
        self.site.clock.move(hours=1)

    # what people do

    @initialize(waits=st.booleans(), worker=st.booleans(), rows=st.integers(1, 2))
    def begin(self, waits: bool, worker: bool, rows: int) -> None:
        """There is something to work with, by the same form as in every run: what a run draws may depend on nothing before it."""
        if self.wide:
            self.publish()
        if waits:
            self.submit_to_wait(worker, False, rows)
        self.submit(True, False, rows)
        self.submit(worker, False, 1)

    @rule(worker=st.booleans(), south=st.booleans(), rows=st.integers(1, 2))
    def submit(self, worker: bool, south: bool, rows: int) -> None:
        """A report comes in and opens a case for each row."""
        self._report("faults", worker, "south" if south else "north", rows)
        self._opened(len(self.reports) - 1)

    @rule(worker=st.booleans(), south=st.booleans(), rows=st.integers(1, 2))
    def submit_to_wait(self, worker: bool, south: bool, rows: int) -> None:
        """A report comes in and waits."""
        self._report("by-hand", worker, "south" if south else "north", rows)
        report = self.reports[-1]
        self.waiting.append({"report": len(self.reports) - 1, "box": mailbox(report["receiver"])})

    @precondition(lambda self: self.waiting)
    @rule(which=ANY, who=ANY)
    def take(self, which: int, who: int) -> None:
        """Somebody starts the cases of a waiting report."""
        waiting, report, someone = self._waited(which, who)

        def model() -> None:
            self._handles(waiting, someone)
            self.waiting.remove(waiting)

        if self._agree(model, lambda s: desk.start_case(s, self._scene(report), report["id"], self._actor(someone))):
            receiver = next(holder for holder in _holders(waiting["box"]))
            self._opened(waiting["report"], receiver if mailbox(report["receiver"]) != waiting["box"] else report["receiver"])

    @precondition(lambda self: self.waiting)
    @rule(which=ANY, who=ANY, box=st.sampled_from(sorted(MEMBERS)))
    def forward(self, which: int, who: int, box: str) -> None:
        """Somebody sends a waiting report on."""
        waiting, report, someone = self._waited(which, who)

        def model() -> None:
            self._handles(waiting, someone)
            if not MEMBERS[box] - _shut(report):
                raise Refused("no-such-mailbox")
            waiting["box"] = box

        self._agree(model, lambda s: desk.forward(s, self._scene(report), report["id"], box, self._actor(someone)))

    @precondition(lambda self: self.waiting)
    @rule(which=ANY, who=ANY)
    def mark_wrong(self, which: int, who: int) -> None:
        """Somebody says that it was no report."""
        waiting, report, someone = self._waited(which, who)

        def model() -> None:
            self._handles(waiting, someone)
            self.waiting.remove(waiting)

        self._agree(model, lambda s: desk.mark_wrong(s, self._scene(report), report["id"], "duplicate", self._actor(someone)))

    @precondition(lambda self: self.waiting and self.cases)
    @rule(which=ANY, case=ANY, who=ANY)
    def join(self, which: int, case: int, who: int) -> None:
        """Somebody joins a waiting report to a running case."""
        (waiting, report, someone), (row, state) = self._waited(which, who), self._case(case)

        def model() -> None:
            self._handles(waiting, someone)
            if state.closed or state.template != "by-hand":
                raise Refused("no-such-case")
            if not state.handles(someone):
                raise Refused("not-yours")
            self.waiting.remove(waiting)
            state.reports.append((waiting["report"], None))
            state.shut_out((), report["never"])

        self._agree(model, lambda s: desk.join_case(s, self._scene(report), report["id"], row.id, self._actor(someone)))

    @precondition(lambda self: any(state.open for _, state in self.cases))
    @rule(case=ANY, run=ANY, button=ANY, who=ANY)
    def press(self, case: int, run: int, button: int, who: int) -> None:
        """Somebody presses a button in a step."""
        row, state = self._case(case, lambda state: bool(state.open))
        chosen = state.open[run % len(state.open)]
        pressed, sent = _buttons(chosen)[button % len(_buttons(chosen))]
        someone = self._one(who, state.doers_of(chosen))

        def model() -> None:
            if not state.does(someone, chosen):
                raise Refused("not-yours")
            state.press(chosen, pressed)

        seen = self.site.press(row, chosen.step, **sent)
        self._agree(model, lambda s: self._act(s, row, seen, someone))

    @precondition(lambda self: any(state.open for _, state in self.cases))
    @rule(case=ANY)
    def finish(self, case: int) -> None:
        """Those who may end the case as soon as they can: somebody can, but where the whole line up to the top is shut out."""
        row, state = self._case(case, lambda state: bool(state.open))
        while state.handlers() and not state.closed:
            self._end(row, state, state.open[0])
        assert state.closed or all(MEMBERS[mailbox(top)] <= state.shut for top in TOPS), "a case has somebody as long as the top has"

    def _end(self, row: Any, state: Case, run: Run) -> None:
        button, sent = _buttons(run)[1 if run.step == "verdict" or (run.step == "looking" and run.rounds) else 0]
        doer = next(iter(sorted(state.doers_of(run))), "")
        assert doer, "while somebody who received the case is left, somebody can act on it"
        seen = self.site.press(row, run.step, **sent)
        self._agree(lambda: state.press(run, button), lambda s: self._act(s, row, seen, doer))

    @precondition(lambda self: any(state.open for _, state in self.cases))
    @rule(case=ANY, run=ANY, who=ANY, to=st.one_of(st.none(), PEOPLE), stale=st.sampled_from([True, False, False, False]))
    def hand_over(self, case: int, run: int, who: int, to: str | None, stale: bool) -> None:
        """Somebody gives a step to a person, or back; perhaps on a page that is old."""
        row, state = self._case(case, lambda state: bool(state.open))
        chosen = state.open[run % len(state.open)]
        seen = ("eve" if chosen.given != "eve" else None) if stale else chosen.given
        someone = self._one(who, state.doers_of(chosen))

        def model() -> None:
            if seen != chosen.given:
                raise Refused("changed-meanwhile")
            if not (state.handles(someone) or state.does(someone, chosen)):
                raise Refused("not-yours")
            if to in state.shut:
                raise Refused("no-such-person")
            state.give(chosen, to)

        handing = Handing(self._number(row, chosen.step), self._id(to), self._id(seen))
        self._agree(model, lambda s: hand_over(s, self._of(row), row.id, handing, self._actor(someone)))

    @precondition(lambda self: self.cases)
    @rule(case=ANY, who=ANY, whom=PEOPLE)
    def exclude(self, case: int, who: int, whom: str) -> None:
        """Somebody says that somebody is affected."""
        row, state = self._case(case)
        someone = self._one(who, state.handlers())

        def model() -> None:
            if state.closed:
                raise Refused("no-such-case")
            if not (state.handles(someone) or any(state.does(someone, run) for run in state.open)):
                raise Refused("not-yours")
            state.shut_out([whom])

        self._agree(model, lambda s: shut_out(s, self._of(row), row.id, [self.site.people[whom]], self._actor(someone)))

    @precondition(lambda self: self.cases)
    @rule(case=ANY, who=ANY, whom=PEOPLE, end=st.booleans())
    def read(self, case: int, who: int, whom: str, end: bool) -> None:
        """Somebody lets somebody read, or no longer."""
        row, state = self._case(case)
        someone = self._one(who, state.handlers())

        def model() -> None:
            if state.erased:
                raise Refused("no-such-case")
            if not state.handles(someone):
                raise Refused("not-yours")
            if not end and whom in state.shut:
                raise Refused("no-such-person")
            state.readers = state.readers - {whom} if end else state.readers | {whom}

        reading = Reading(self.site.people[whom], "Behövs.", self.site.scene().day + timedelta(days=4000))
        if end:
            self._agree(model, lambda s: end_reader(s, self._of(row), row.id, self.site.people[whom], self._actor(someone)))
        else:
            self._agree(model, lambda s: add_reader(s, self._of(row), row.id, reading, self._actor(someone)))

    @precondition(lambda self: len(self.cases) > 1)
    @rule(case=ANY, into=ANY, who=ANY)
    def merge(self, case: int, into: int, who: int) -> None:
        """Somebody merges two cases."""
        (row, state), (target, other) = self._case(case), self._case(into)
        someone = self._one(who, state.handlers())

        def model() -> None:
            if row.id == target.id or state.erased or other.erased:
                raise Refused("no-such-case")
            if not (state.handles(someone) and other.handles(someone)):
                raise Refused("not-yours")
            if state.closed or other.closed:
                raise Refused("changed-meanwhile")
            if state.template != other.template:
                raise Refused("another-template")
            if {report for report, _ in state.reports} & {report for report, _ in other.reports}:
                raise Refused("same-report")
            # those that join together stand in the order in which they came in
            other.reports += sorted(state.reports)
            for run in state.open:
                run.state = "skipped"
            state.closed = state.merged = True
            other.shut_out(state.shut, state.shut_holders)

        self._agree(model, lambda s: merge_case(s, self._of(row), row.id, target.id, self._actor(someone)))

    @precondition(lambda self: self.cases)
    @rule(case=ANY, which=ANY, who=ANY)
    def split(self, case: int, which: int, who: int) -> None:
        """Somebody gives a report of a case one of its own."""
        row, state = self._case(case)
        place = which % len(state.reports)
        number, about = state.reports[place]
        report = self.reports[number]
        someone = self._one(who, state.handlers())

        def model() -> None:
            if state.closed:
                raise Refused("no-such-case")
            if not state.handles(someone):
                raise Refused("not-yours")
            if place > 0:
                state.reports.pop(place)

        made = self._agree(model, lambda s: split_case(s, self._scene(report), row.id, report["id"], self._actor(someone)))
        if made is not None:
            new = Case(report["template"], report["wide"], report["unit"], report["receiver"], [(number, about)], set(), set())
            new.enter("verdict")
            new.shut_out((), report["never"])
            new.shut_out(state.shut, state.shut_holders)
            (found,) = self.site.all(tables.Case, id=made.id)
            self.cases.append((found, new))
            self.touched.add(len(self.cases) - 1)

    @precondition(lambda self: any(state.closed for _, state in self.cases))
    @rule(case=ANY, who=ANY, step=st.sampled_from(["verdict", "looking", "review", "told"]))
    def reopen(self, case: int, who: int, step: str) -> None:
        """Somebody opens a closed case again."""
        row, state = self._case(case, lambda state: state.closed)
        someone = self._one(who, state.handlers())

        def model() -> None:
            if state.erased:
                raise Refused("no-such-case")
            if not state.handles(someone):
                raise Refused("not-yours")
            if state.merged:
                raise Refused("changed-meanwhile")
            if step == "told":
                raise Refused("no-such-step")
            state.closed = False
            state.enter(step)
            if state.shut:
                state.pass_on()

        self._agree(model, lambda s: reopen_case(s, self._of(row), row.id, step, reason="again", actor=self._actor(someone)))

    @precondition(lambda self: any(state.closed for _, state in self.cases))
    @rule(case=ANY, who=ANY)
    def erase(self, case: int, who: int) -> None:
        """Somebody erases a case."""
        row, state = self._case(case, lambda state: state.closed)
        someone = self._one(who, {"gus"})

        def model() -> None:
            if someone != "gus" or state.erased:
                raise Refused("no-such-case")
            state.erased = True

        self._agree(model, lambda s: erase_case(s, self._of(row), row.id, self._actor(someone)))

    @rule()
    def publish(self) -> None:
        """The forms get a new version; what runs keeps its own."""
        type(self).wide = not self.wide
        text = WIDE if self.wide else NARROW
        for one in (text, by_hand(text)):
            self.site.publish(one)

    # what is the same afterwards

    @invariant()
    def same(self) -> None:
        """Whatever a rule touched is as the model says."""
        for place in sorted(self.touched):
            row, state = self.cases[place]
            assert self._real(row) == _said(state, self._numbers(state))
        self.touched = set()

    def teardown(self) -> None:
        """Every journal verifies, the keys of what is erased are gone, and every case is as the model says."""
        for row, state in self.cases:
            if state.erased:
                assert self.site.all(tables.KeyCopy, holder=row.id) == []
        chains = [*(str(row.id) for row, _ in self.cases), *(str(report["id"]) for report in self.reports)]
        broken = self.site.read(lambda s: [chain for chain in chains if journal.verify(s, self.site.org, chain) is not None])
        assert broken == []
        self.touched = set(range(len(self.cases)))
        self.same()

    # the way there

    def _report(self, template: str, worker: bool, unit: str, rows: int) -> None:
        self.site.clock.move(seconds=1)
        answers = fault(*["Lo", "Mo"][:rows], place=unit, who="worker" if worker else "keeper")
        receipt = self.site.report(answers, template=template)
        receiver, never = routed(worker, unit)
        report = {"id": receipt.submission, "template": template, "unit": unit, "rows": rows, "receiver": receiver, "never": never}
        self.reports.append(report | {"wide": self.wide, "version": self.site.scene(template).published.version})

    def _opened(self, number: int, receiver: str = "") -> None:
        """The cases of a report, in the order of its rows."""
        report = self.reports[number]
        for row in self.site.cases(report["id"]):
            made = Case(
                report["template"], report["wide"], report["unit"], receiver or report["receiver"], [(number, row.row)], set(), set()
            )
            made.shut_holders, made.shut = set(report["never"]), _shut(report)
            made.enter("verdict")
            made.pass_on()
            self.cases.append((row, made))
            self.touched.add(len(self.cases) - 1)

    def _agree(self, model: Callable[[], Any], verb: Callable[[Session], Any]) -> Any:
        """Both do it, or both refuse with the same code. No two people do anything at the very same moment."""
        self.site.clock.move(seconds=1)
        try:
            model()
            expected = ""
        except Refused as refusal:
            expected = str(refusal)
        try:
            made, came = self.site.write(verb), ""
        except NotPossible as refusal:
            made, came = None, refusal.code
        type(self).done[f"{sys._getframe(1).f_code.co_name} {came or 'done'}"] += 1
        assert came == expected
        return made if made is not None or came else True

    def _handles(self, waiting: dict[str, Any], who: str) -> None:
        if who not in MEMBERS[waiting["box"]] or who in _shut(self.reports[waiting["report"]]):
            raise Refused("not-yours")

    def _waited(self, which: int, who: int) -> tuple[dict[str, Any], dict[str, Any], str]:
        """A report that waits: how it stands, what it is, and who does something with it."""
        waiting = self.waiting[which % len(self.waiting)]
        return waiting, self.reports[waiting["report"]], self._one(who, MEMBERS[waiting["box"]])

    def _one(self, which: int, right: set[str]) -> str:
        """Somebody, more often than not one who may."""
        among = [*(sorted(right) * 20)[:60], *EVERYONE]
        return among[which % len(among)]

    def _case(self, which: int, wanted: Callable[[Case], bool] = lambda state: True) -> tuple[Any, Case]:
        found = [item for item in self.cases if wanted(item[1])]
        chosen = found[which % len(found)]
        self.touched.add(next(place for place, item in enumerate(self.cases) if item is chosen))
        return chosen

    def _act(self, session: Session, row: Any, seen: Any, who: str) -> Any:
        return act_on_step(session, self._of(row), row.id, seen, self._actor(who))

    def _actor(self, who: str) -> Any:
        return replace(self.people[who], day=self.site.scene().day)

    def _id(self, who: str | None) -> Any:
        return self.site.people[who] if who else None

    def _of(self, row: Any) -> Any:
        return self.site.scene(row.template, row.version)

    def _scene(self, report: dict[str, Any]) -> Any:
        return self.site.scene(report["template"], report["version"])

    def _number(self, row: Any, step: str) -> int:
        run = self.site.file(row).case.last(step)
        assert run is not None
        return run.number

    def _numbers(self, state: Case) -> list[str]:
        return [str(self.reports[number]["id"]) for number, _ in state.reports]

    def _real(self, row: Any) -> dict[str, Any]:
        """What is stored of a case."""
        now = self.site.again(row)
        organisation = self.site.scene().organisation

        def reads(session: Session) -> set[str]:
            found = access_facts.find_case(session, organisation, row.id)
            return {who for who in EVERYONE if found and may_read(self._actor(who), found.subject, organisation)}

        readers = self.site.read(reads)
        if now.erased_at is not None:
            return {"erased": True, "readers": readers}
        file = self.site.file(row)
        names = {id: name for name, id in self.site.people.items()}
        return {
            "open": sorted(
                (run.step, str(run.holder), names.get(run.person, "") if run.person else "", run.rounds) for run in file.case.open()
            ),
            "receiver": now.receiver,
            "closed": now.closed_at is not None,
            "reports": [str(report.id) for report, _ in file.reports],
            "rounds": len(file.rounds),
            "readers": readers,
        }


def _said(state: Case, reports: list[str]) -> dict[str, Any]:
    """The same, as the model has it."""
    readers = {who for who in EVERYONE if state.reads(who)}
    if state.erased:
        return {"erased": True, "readers": readers}
    return {
        "open": sorted((run.step, run.holder, run.given or "", run.rounds) for run in state.open),
        "receiver": state.receiver,
        "closed": state.closed,
        "reports": reports,
        "rounds": sum(run.rounds for run in state.runs),
        "readers": readers,
    }


def _buttons(run: Run) -> list[tuple[str, dict[str, Any]]]:
    """What can be pressed in a step: the model's name for it, and what is sent."""
    first = "save_unaffected"
    if run.step == "looking":
        return [("add", {"button": "add", "said": "x"}), *([("done", {"button": "done"})] if run.rounds else [])]
    return {
        "verdict": [("look", {"button": first, "outcome": "look"}), ("drop", {"button": first, "outcome": "drop"})],
        "check": [("checked", {"found": "none"})],
        "review": [("ok", {"outcome": "ok"}), ("back", {"outcome": "back"})],
        "close": [("closed", {})],
    }[run.step]


def _shut(report: dict[str, Any]) -> set[str]:
    return {person for holder in report["never"] for person in MEMBERS[mailbox(holder)]}


def _holders(box: str) -> list[str]:
    return [holder for holder in ("keeper@north", "keeper@south", "inspector", "chief@region", "owner") if mailbox(holder) == box]


def test_whatever_people_do_in_whatever_order_the_cases_are_as_they_should(database: Database) -> None:
    Machine.site = Site.over(database, ORGANISATION, [NARROW, by_hand(NARROW)])
    Machine.wide, Machine.done = False, Counter()
    Machine.people = {who: Machine.site.actor(who) for who in EVERYONE}
    ways = settings(max_examples=RUNS, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Machine, settings=ways)
    if RUNS > 1000:
        assert VERBS <= {name.partition(" ")[0] for name in Machine.done if name.endswith(" done")}
