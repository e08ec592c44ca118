"""A small model of what people do with cases, written without the product's code: who may do what, and what comes of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

MEMBERS = {"north": {"ada", "bo"}, "south": {"cy", "dan"}, "lab": {"eve"}, "region": {"fay"}, "top": {"gus"}}
EVERYONE = sorted({person for people in MEMBERS.values() for person in people} | {"hal"})
BACKUP = {"keeper": "chief", "inspector": "chief", "chief": "owner"}
TOPS = ("inspector", "owner")
"""The functions that the organisation itself holds, in the order in which the template names them."""


class Refused(Exception):
    """The model says no, with the code that the product must say it with."""


def held(function: str, unit: str) -> str:
    """Who holds a function for a unit."""
    return {"keeper": f"keeper@{unit}", "chief": "chief@region"}.get(function, function)


def mailbox(holder: str) -> str:
    """The mailbox of a holder."""
    return {"keeper@north": "north", "keeper@south": "south", "inspector": "lab", "chief@region": "region", "owner": "top"}[holder]


@dataclass
class Run:
    """A step of a case that is open, or was."""

    step: str
    holder: str
    given: str | None = None
    rounds: int = 0
    state: str = "open"


@dataclass
class Case:
    """A case: its reports as (number of the report, row), and all that has come of it."""

    template: str
    wide: bool
    """True for a version with one step more."""
    unit: str
    receiver: str
    reports: list[tuple[int, int | None]]
    shut_holders: set[str]
    shut: set[str]
    runs: list[Run] = field(default_factory=list)
    received_by: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=lambda: {"top"})
    doers: set[str] = field(default_factory=set)
    readers: set[str] = field(default_factory=set)
    closed: bool = False
    merged: bool = False
    erased: bool = False

    def __post_init__(self) -> None:
        self.received_by.add(mailbox(self.receiver))
        self.reached.add(mailbox(self.receiver))

    @property
    def open(self) -> list[Run]:
        """The steps that wait."""
        return [run for run in self.runs if run.state == "open"]

    def reads(self, person: str) -> bool:
        """Whether a person may read the case."""
        if person in self.shut or self.erased:
            return False
        named = person in self.doers | self.readers
        granted = person == "gus" or (person == "hal" and self.unit == "north")
        return named or granted or any(person in MEMBERS[box] for box in self.reached)

    def handles(self, person: str) -> bool:
        """Whether a person received it."""
        return person not in self.shut and any(person in MEMBERS[box] for box in self.received_by)

    def does(self, person: str, run: Run) -> bool:
        """Whether a person does a step."""
        return person not in self.shut and (person in MEMBERS[mailbox(run.holder)] or run.given == person)

    def handlers(self) -> set[str]:
        """Those who received it."""
        return {person for person in EVERYONE if self.handles(person)}

    def doers_of(self, run: Run) -> set[str]:
        """Those who do a step."""
        return {person for person in EVERYONE if self.does(person, run)}

    def enter(self, step: str) -> None:
        """A step opens for whoever does it."""
        function = {"looking": "inspector", "check": "keeper"}.get(step)
        holder = held(function, self.unit) if function else self.receiver
        if holder in self.shut_holders:
            holder = self.receiver
        self.runs.append(Run(step, holder))
        self.reached.add(mailbox(holder))

    def leave(self, run: Run) -> None:
        """A step is done; whoever was given it reads on."""
        run.state = "done"

    def pass_on(self) -> None:
        """What waits for a mailbox with nobody left goes to somebody else."""
        moved: dict[str, str] = {}
        for holder in [self.receiver, *sorted({run.holder for run in self.open} - {self.receiver})]:
            if holder in self.shut_holders and holder != self.receiver:
                moved[holder] = moved.get(self.receiver, self.receiver)
            elif not self.left(holder):
                found, receiver = self.next(holder), moved.get(self.receiver, self.receiver)
                moved[holder] = receiver if found == holder and self.left(receiver) else found
        moved = {old: new for old, new in moved.items() if old != new}
        for run in self.open:
            if run.holder in moved or run.given in self.shut:
                self.give(run, None)
            run.holder = moved.get(run.holder, run.holder)
        before, self.receiver = self.receiver, moved.get(self.receiver, self.receiver)
        self.reached |= {mailbox(holder) for holder in moved.values()}
        self.received_by |= {mailbox(self.receiver)} if before != self.receiver else set()
        if self.receiver in moved.values():
            self.received_by.add(mailbox(self.receiver))

    def left(self, holder: str) -> bool:
        """Whether a mailbox has somebody who is not shut out."""
        return bool(MEMBERS[mailbox(holder)] - self.shut)

    def next(self, holder: str) -> str:
        """Who takes over: up the line of backups, then whoever is at the top."""
        gone, function = {holder, *self.shut_holders}, holder.partition("@")[0]
        while function in BACKUP:
            function = BACKUP[function]
            found = held(function, self.unit)
            if found not in gone:
                if self.left(found):
                    return found
                gone.add(found)
        return next((top for top in TOPS if top not in gone and self.left(top)), holder)

    def give(self, run: Run, to: str | None) -> None:
        """A step is given to somebody; whoever has nothing left and has done nothing reads no longer by that."""
        had = {other.given for other in self.open if other.given}
        run.given = to
        has = {other.given for other in self.open if other.given}
        done = {other.given for other in self.runs if other.state == "done"}
        self.doers = (self.doers | has) - (had - has - done)

    def shut_out(self, persons: Iterable[str], holders: Iterable[str] = ()) -> None:
        """Persons, and all who hold some functions, never get in again."""
        self.shut_holders |= set(holders)
        self.shut |= set(persons) | {person for holder in holders for person in MEMBERS[mailbox(holder)]}
        if not self.closed:
            self.pass_on()

    def press(self, run: Run, button: str) -> None:
        """Somebody presses a button in a step."""
        run.rounds += button not in ("done", "closed")
        if button != "add":
            self.leave(run)
            following = {"look": "looking", "drop": "close", "done": "check" if self.wide else "review", "checked": "review"}
            following |= {"ok": "close", "back": "looking"}
            if button == "closed":
                self.closed = True
            else:
                self.enter(following[button])
        if self.shut and not self.closed:
            self.pass_on()


def routed(worker: bool, unit: str) -> tuple[str, set[str]]:
    """Who gets a report, and which function it shuts out."""
    return (f"keeper@{unit}", set()) if worker else ("chief@region", {f"keeper@{unit}"})
