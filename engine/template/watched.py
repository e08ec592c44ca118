"""What a template says is to be watched."""

from dataclasses import dataclass, field

from engine.errors import NOWHERE, Mark
from engine.texts import Text


@dataclass(frozen=True)
class Signal:
    """What is watched, unit by unit and week by week or month by month: how many there are of `grain`, apart by each value of `by` if
    there is one. The functions in `to` are told when there are more than usual. A `calendar` leaves out the time in which it is closed.
    """

    id: str
    title: Text
    grain: str
    to: tuple[str, ...]
    by: str | None = None
    interval: str = "week"
    calendar: str | None = None
    mark: Mark = field(default=NOWHERE, compare=False)
