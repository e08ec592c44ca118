"""Whatever people do, what is counted is what the records say; and where it is not, that is found."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from random import Random

from sqlalchemy import update

from engine.actions import start_case as desk
from engine.actions.erase_case import erase_case
from engine.actions.move_case import move_case
from engine.actions.recount import Difference
from engine.actions.reopen_case import reopen_case
from engine.commands.recount import recounted
from engine.errors import NotPossible
from engine.store import tables
from tests.engine.actions.test_count_case import AGAIN
from tests.engine.actions.test_merge_case import merge
from tests.engine.actions.test_reopen_case import closed
from tests.engine.actions.test_split_case import reports, split
from tests.planned import ROW
from tests.site import Site, fault

NEXT = AGAIN.replace("title: Felanmälan", "title: Fel")
"""The same in a later version."""


class Walk:
    """People do what they can, in any order. What can not be done is refused, and changes nothing."""

    def __init__(self, site: Site, seed: int) -> None:
        self.site, self.random = site, Random(seed)  # noqa: S311 - what people happen to do
        self.done: Counter[str] = Counter()
        site.publish(AGAIN)

    def go(self, acts: int) -> None:
        """So many things are tried."""
        verbs: list[Callable[[], None]] = [
            self.report,
            self.wait,
            self.start,
            self.join,
            *[self.act] * 9,
            self.close,
            self.reopen,
            self.merge,
            self.split,
        ]
        verbs += [self.erase]
        for _ in range(acts):
            self.site.clock.move(hours=self.random.randrange(1, 90))
            verb = self.random.choice(verbs)
            with suppress(NotPossible, IndexError):
                verb()
                self.done[verb.__name__] += 1

    def report(self) -> None:
        people = ["Kim", "Lo", "Mo"][: self.random.randrange(1, 4)]
        self.site.report(
            fault(*people, who=self.random.choice(("worker", "keeper"))), template=self.random.choice(("faults", "again", "again"))
        )

    def wait(self) -> None:
        self.site.waiting(fault(*["Kim", "Lo"][: self.random.randrange(1, 3)]))

    def start(self) -> None:
        self.site.start(self._waiting(), "ada")

    def join(self) -> None:
        report, case, scene, actor = self._waiting(), self._case("by-hand"), self.site.scene("by-hand"), self.site.actor("ada")
        self.site.write(lambda session: desk.join_case(session, scene, report, case.id, actor))

    def act(self) -> None:
        case = self._case()
        self._do(case, self.random.choice(self._steps(case)))

    def close(self) -> None:
        case = self._case()
        while steps := self._steps(case):
            self._do(case, steps[0], back=False)

    def reopen(self) -> None:
        case = self.random.choice([case for case in self._cases() if case.closed_at])
        scene, actor = self.site.scene(case.template, case.version), self.site.actor(self._receiver(case))
        step = self.random.choice(("verdict", "looking", "plan"))
        self.site.write(lambda session: reopen_case(session, scene, case.id, step, reason="again", actor=actor))

    def merge(self) -> None:
        case = self._case("faults")
        merge(self.site, case, self._case("faults"), by=self._receiver(case))

    def split(self) -> None:
        case = self._case("faults")
        split(self.site, case, by=self._receiver(case), report=self.random.randrange(len(reports(self.site, case))))

    def erase(self) -> None:
        case, scene, actor = self.random.choice(self._cases()), self.site.scene(), self.site.actor("gus")
        self.site.write(lambda session: erase_case(session, scene, case.id, actor))

    def _do(self, case: tables.Case, step: str, *, back: bool = True) -> None:
        """Whoever does the step does something in it."""
        decided = {"outcome": self.random.choice(("look", "drop")), "outcome_reason": "Därför."}
        after = {"outcome": self.random.choice(("ended", "no")) if back else "ended", "outcome_reason": "Så."}
        ways: dict[str, tuple[str, dict[str, object]]] = {
            "verdict": ("save_unaffected", decided),
            "plan": (self.random.choice(("save", "save", "keep")), {"measure": [ROW] * self.random.randrange(1, 3), "ill": "ja"}),
            "after": ("save", after),
            "check": ("save", {"found": self.random.choice(("none", "crack"))}),
            "talk": (self.random.choice(("add", "done")), {"said": "Ja."}),
            "alone": ("save", {"said": "Nej."}),
            "close": ("save", {}),
        }
        button, given = ways[step]
        run = next(run for run in self.site.file(case).case.open() if run.step == step)
        doer = {"keeper@north": "ada", "inspector": "eve", "chief@region": "fay", "owner": "gus"}[str(run.holder)]
        self.site.act(case, doer, self.site.press(case, step, button, **given))

    def _steps(self, case: tables.Case) -> list[str]:
        return sorted(self.site.runs(case).keys() - {"looking"})

    def _cases(self) -> list[tables.Case]:
        return [case for case in self.site.all(tables.Case) if case.erased_at is None]

    def _case(self, template: str | None = None) -> tables.Case:
        """One that is open."""
        return self.random.choice([case for case in self._cases() if not case.closed_at and template in (None, case.template)])

    def _waiting(self):  # type: ignore[no-untyped-def]
        return self.random.choice([row.id for row in self.site.all(tables.Submission, state="new")])

    def _receiver(self, case: tables.Case) -> str:
        return "ada" if case.receiver == "keeper@north" else "fay"


def test_whatever_people_do_what_is_counted_is_what_the_records_say(site: Site) -> None:
    walk = Walk(site, 7)
    for _ in range(3):
        walk.go(40)
        assert recounted(site.office, site.org) == ()
    assert walk.done.keys() >= {"report", "start", "act", "close", "reopen", "erase"}


def test_cases_that_are_merged_and_split_again_are_counted_as_they_then_are(site: Site) -> None:
    first, second, third = (site.case(fault("Kim", "Lo")) for _ in range(3))
    site.clock.move(hours=1)
    merge(site, first, second)
    assert recounted(site.office, site.org) == ()
    merge(site, second, third)
    new = split(site, third, report=1)
    assert recounted(site.office, site.org) == ()
    merge(site, new, third)
    assert recounted(site.office, site.org) == ()


def test_what_is_done_in_a_case_before_and_after_it_moves_to_a_later_version_is_each_counted_by_its_own(site: Site) -> None:
    site.publish(AGAIN)
    (case,) = site.cases(site.report(fault(), template="again").submission)
    site.clock.move(days=1)
    site.decide(case, "ada", "look")
    before, number = site.scene("again").published, site.publish(NEXT)
    scene, actor, after = site.scene("again", 1), site.actor("ada"), site.scene("again", number).published
    site.write(lambda session: move_case(session, scene, case.id, (before, after), actor))
    site.clock.move(days=1)
    moved = site.again(case)
    site.act(moved, "ada", site.press(moved, "plan", measure=[ROW], ill="ja"))
    assert {(fact.grain, fact.version) for fact in site.all(tables.Fact) if fact.grain in ("verdict", "decided", "plan", "thought")} == {
        *(("verdict", 1), ("decided", 1), ("plan", 2), ("thought", 2)),
    }
    assert recounted(site.office, site.org) == ()


def test_a_fact_that_is_not_there_and_one_too_many_are_found(site: Site) -> None:
    closed(site)
    (fact,) = site.all(tables.Fact, grain="closed")
    row = tables.Fact
    site.write(lambda session: session.execute(update(row).where(row.org == site.org, row.id == fact.id).values(grain="cases")))
    assert recounted(site.office, site.org) == (Difference("faults", "cases", 0, 1), Difference("faults", "closed", 1, 0))


def test_a_fact_that_is_counted_twice_is_found(site: Site) -> None:
    site.case()
    row = tables.Fact
    site.write(lambda session: session.execute(update(row).where(row.org == site.org, row.grain == "hurt").values(sign=2)))
    assert recounted(site.office, site.org) == (Difference("faults", "hurt", 0, 1),)


def test_what_comes_from_something_erased_is_not_compared_and_stays(site: Site) -> None:
    case, scene, gus = closed(site), site.scene(), site.actor("gus")
    before = len(site.all(tables.Fact))
    site.write(lambda session: erase_case(session, scene, case.id, gus))
    assert (recounted(site.office, site.org), len(site.all(tables.Fact))) == ((), before)
