"""What a person sees and may do, in sentences: from mailboxes and rights, and from nothing else."""

from collections.abc import Iterator

from admin.guard import Visit
from admin.settings.wordings import place_name
from engine.store.people import Account
from forms.wording import say


def sees(here: Visit, account: Account) -> list[str]:
    """The sentences; one that says that there is nothing, where there is nothing."""
    if account.closed:
        return [say("settings.sees.closed")]
    return list(_sees(here, account)) or [say("settings.sees.nothing")]


def _sees(here: Visit, account: Account) -> Iterator[str]:
    boxes = list(dict.fromkeys(box.name for box in account.boxes if box.on(here.day)))
    if boxes:
        yield say("settings.sees.boxes", names=", ".join(boxes))
    for given in account.given:
        if given.on(here.day):
            where = say("settings.sees.everywhere") if given.unit is None else say("settings.sees.at", place=place_name(here, given.unit))
            yield say(f"settings.sees.{given.right}", where=where)
