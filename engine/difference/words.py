"""Changes between two versions in words, one sentence each: for those who are about to publish, and for those who ask what happened."""

from collections.abc import Sequence
from typing import Any

from engine.difference.compare import CHANGED, MOVED, Change
from engine.difference.names import Names
from engine.difference.parts import GROUP, PAGE, QUESTION, STEP, Part
from engine.template.model import FormTemplate
from engine.texts import Text, engine_texts, in_language

_NAMED = 5
"""So many of the parts that came or went with another are named; of more the rest is numbered."""
_TOLD = (PAGE, GROUP, QUESTION, STEP)


class ChangesInWords:
    """Says the changes from one version to another."""

    def __init__(self, old: FormTemplate, new: FormTemplate, language: str = "sv") -> None:
        self.old, self.new = Names(old, language), Names(new, language)
        self.language = language

    def sentence(self, change: Change) -> str:
        """One sentence, without its full stop."""
        if change.how == CHANGED:
            return self._changed(change)
        if change.how == MOVED:
            return self._moved(change)
        names, part = self.new if change.new is not None else self.old, change.part
        facts = {"subject": names.subject(part), "label": names.label(part), "around": names.name(part.around)}
        own = f"{change.how}.{part.kind}"
        return self._say(own if self._has(own) else f"{change.how}.any", inside=_inside(names, change.inside), **facts)

    def _moved(self, change: Change) -> str:
        subject = self.new.subject(change.part)
        (was, _), (around, after) = change.before, change.after
        if was != around:
            return self._say("moved.into", subject=subject, before=self.old.within(was), after=self.new.within(around))
        return self._say("moved.after" if after else "moved.first", subject=subject, after=self.new.name(after))

    def _changed(self, change: Change) -> str:
        """The own sentence of an attribute for the way it has changed, or one that fits any."""
        name, part, before, after = str(change.attribute), change.backwards.part, change.before, change.after
        subject, way = self.old.subject(part), _way(before, after)
        if name in ("label", "title"):
            return self._say("changed.named", subject=subject, after=_differing(after, before, self.language))
        was, now, of_type = self.old.value(name, before, part), self.new.value(name, after, change.part), name in part.own | change.part.own
        facts = {"subject": subject, "attribute": self._attribute(name, of_type=of_type), "before": was, "after": now}
        codes = () if of_type else (f"changed.{name}-{_truth(before, after) or way}", f"changed.{name}")
        own = next((code for code in codes if self._has(code)), None)
        said = was != now and {"given": now, "taken": was}.get(way, was and now)
        return self._say(own or (f"changed.{way}" if said else "changed.unsaid"), **facts)

    def _attribute(self, name: str, *, of_type: bool) -> str:
        """What an attribute is called; a key that only one type knows is called by its name."""
        code = f"attribute.{name}"
        return self._say(code) if self._has(code) and not of_type else self.new.quoted(name)

    def _has(self, code: str) -> bool:
        return engine_texts().has(f"difference.{code}", self.language)

    def _say(self, code: str, **facts: Any) -> str:
        return self.new.say(code, **facts)


def _way(before: Any, after: Any) -> str:
    """Which way an attribute has changed."""
    return "given" if before in (None, ()) else "taken" if after in (None, ()) else "any"


def _truth(before: Any, after: Any) -> str | None:
    """What a flag is now, None for what is no flag."""
    return ("yes" if after else "no") if isinstance(before, bool) or isinstance(after, bool) else None


def _inside(names: Names, inside: Sequence[Part]) -> str:
    named = [names.quoted(names.label(part)) for part in inside if part.kind in _TOLD]
    shown = named if len(named) <= _NAMED else [*named[: _NAMED - 1], names.say("more", count=len(named) - _NAMED + 1)]
    return names.say("inside", list=names.listed(shown)) if named else ""


def _differing(text: Text, than: Text, language: str) -> str:
    """A text in the asked language, or in the first one in which it differs from the other."""
    if in_language(text, language) != in_language(than, language):
        return in_language(text, language)
    return next((said for name, said in text.items() if said != than.get(name)), in_language(text, language))
