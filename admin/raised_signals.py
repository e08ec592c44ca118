"""The signals that a visitor may know of, in words."""

from dataclasses import dataclass

from flask import url_for

from admin.guard import Visit
from engine.access import sees_signal
from engine.actions.interpret import Author
from engine.actions.settle_signal import may_see
from engine.fields import Context
from engine.signals.words import SignalWords
from engine.store import signals
from engine.store.signals import Raised
from forms.wording import language


@dataclass(frozen=True)
class Shown:
    """A signal with its words and where to read more of it."""

    raised: Raised
    words: SignalWords
    url: str

    @property
    def title(self) -> str:
        """What there was more of."""
        return self.words.title()

    @property
    def where(self) -> str:
        """The value, if any, and the unit."""
        return self.words.where(self.raised.where.unit, self.raised.where.value)

    @property
    def when(self) -> str:
        """The week or month."""
        return self.words.when(self.raised.first, self.raised.last)

    @property
    def how(self) -> str:
        """Whether it was at once or for some time."""
        return self.words.how(self.raised.how)


def author(here: Visit) -> Author:
    """The visitor as one who may write."""
    return Author(here.organisation, here.office.sealer, here.actor, here.now)


def shown(here: Visit, *, settled: bool = False) -> list[Shown]:
    """Those that are open, or were put away, the latest first."""
    units = [unit for unit in (None, *here.organisation.units) if sees_signal(here.actor, unit, here.organisation, small=False)]
    found = here.office.read(here.org, lambda session: signals.latest(session, here.org, units, settled=settled))
    return [kept for raised in found if (kept := one_shown(here, raised)) is not None]


def watches(here: Visit) -> bool:
    """True when some template says that something is to be watched."""
    found = (here.office.published(here.org, name, version) for name, version in here.office.latest(here.org).items())
    return any(one is not None and one.template.signals for one in found)


def one_shown(here: Visit, raised: Raised) -> Shown | None:
    """One of them; None where the visitor may not know of it, or its template has no such signal any more."""
    version = here.office.latest(here.org).get(raised.template)
    published = here.office.published(here.org, raised.template, version) if version is not None else None
    found = published.template.signals.get(raised.signal) if published is not None else None
    if published is None or version is None or found is None or not may_see(author(here), raised):
        return None
    context = Context(here.organisation, here.now, language())
    words = SignalWords(published.template, found, context, here.office.lineage(here.org, raised.template, version))
    return Shown(raised, words, url_for("admin.signal", org=here.org, signal=raised.id))
