"""What was typed in one form of a settings page: read field by field, with every fault in words, and shown again as it was typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from admin.inputs import line, one_of, some_of
from engine.errors import AnswerError
from engine.fields.email import address
from forms.decoder import Posted
from forms.view import Asked, Pick
from forms.wording import say

LONGEST = 200
ON = "on"


class Entry:
    """One form that was sent, or none. Its inputs are named after the form, since a page has several: `member-person`."""

    def __init__(self, posted: Posted | None = None) -> None:
        self.posted = posted
        self.do = posted.first("do") if posted is not None else ""
        self.errors: dict[str, str] = {}

    def text(self, name: str, *, needed: bool = True, longest: int = LONGEST) -> str:
        """A line or lines of text; `needed` when it must be there."""
        found = self._typed(name).strip()
        if needed and not found:
            self.wrong(name, say(f"settings.missing.{name}"))
        elif len(found) > longest:
            self.wrong(name, say("settings.too_long", count=longest))
        return found

    def address(self, name: str, *, needed: bool = True) -> str | None:
        """An e-mail address in its one form."""
        found = self.text(name, needed=needed)
        if not found or name in self.errors:
            return None
        try:
            return address(found)
        except AnswerError:
            self.wrong(name, say("settings.not_an_address"))
            return None

    def day(self, name: str, *, needed: bool = False) -> date | None:
        """A day; None when nothing was typed."""
        found = self._typed(name).strip()
        if needed and not found:
            self.wrong(name, say(f"settings.missing.{name}"))
        try:
            return date.fromisoformat(found) if found else None
        except ValueError:
            self.wrong(name, say("settings.not_a_day"))
            return None

    def span(self, first: str = "from", last: str = "until") -> tuple[date | None, date | None]:
        """The first and the last day, in order."""
        start, until = self.day(first), self.day(last)
        if start and until and until < start:
            self.wrong(last, say("settings.refused.until-before-start"))
        return start, until

    def one_of(self, name: str, known: Iterable[str], *, needed: bool = True) -> str:
        """A key that there is."""
        found = self._typed(name)
        if found not in known and (found or needed):
            self.wrong(name, say(f"settings.missing.{name}"))
            return ""
        return found

    def several(self, name: str, known: Sequence[str]) -> list[str]:
        """Those of some keys that were ticked; at least one."""
        found = [key for key in self._all(name) if key in known]
        if not found:
            self.wrong(name, say(f"settings.missing.{name}"))
        return found

    def ticked(self, name: str) -> bool:
        """True for a box that was ticked."""
        return bool(self._typed(name))

    def uploaded(self) -> str:
        """The text of a file that was sent, whichever of the two usual ways it is written in; empty where there was none."""
        files = self.posted.files if self.posted is not None else ()
        content = next((upload.content for upload in files if upload.content), b"")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252", "replace")

    def with_typed(self, values: Mapping[str, str]) -> "Entry":
        """The form as it would be with other values in some of its fields."""
        replaced = {f"{self.do}-{name}": value for name, value in values.items()}
        kept = [(name, value) for name, values in (self.posted or {}).items() for value in values if name not in replaced]
        return Entry(Posted((*kept, *replaced.items())))

    def wrong(self, name: str, words: str) -> None:
        """Something is wrong with a field."""
        self.errors.setdefault(name, words)

    @property
    def fine(self) -> bool:
        """True when nothing is wrong with any field."""
        return not self.errors

    def _typed(self, name: str) -> str:
        return self.posted.first(f"{self.do}-{name}") if self.posted is not None else ""

    def _all(self, name: str) -> list[str]:
        return self.posted.getlist(f"{self.do}-{name}") if self.posted is not None else []

    def form(self, do: str) -> "Fields":
        """The fields of one of the page's forms."""
        return Fields(do, self if self.do == do else None)


class Fields:
    """Draws the fields of a form: as they were typed when it is the one that was sent, else as they stand in the store."""

    def __init__(self, do: str, entry: Entry | None) -> None:
        self.do, self.entry = do, entry

    def line(self, name: str, default: str = "", *, hint: str = "", type: str = "text", optional: bool = False, label: str = "") -> Asked:
        """One line, with a `label` of its own where the field has no name of ours."""
        attributes = {"type": type, **({"spellcheck": "false"} if type == "email" else {})}
        drawn = line(
            self._id(name),
            label or self._label(name),
            self._value(name, default),
            error=self._error(name),
            hint=hint,
            attributes=attributes,
        )
        return replace(drawn, optional=optional)

    def day(self, name: str, default: date | None = None, *, optional: bool = True) -> Asked:
        """A day, which the browser helps to choose."""
        return self.line(name, default.isoformat() if default else "", type="date", optional=optional)

    def area(self, name: str, default: str = "", *, hint: str = "", rows: int = 8) -> Asked:
        """Several lines."""
        values = {"": [self._value(name, default)]}
        attributes = {"rows": str(rows), "spellcheck": "false"}
        return Asked("textarea", self._id(name), self._label(name), hint, error=self._error(name), values=values, attributes=attributes)

    def pick(self, name: str, options: Sequence[tuple[str, str]], default: str = "", *, optional: bool = False, empty: str = "") -> Asked:
        """One of several, as a drop-down list; `empty` are the words of choosing none."""
        chosen = self._value(name, default)
        drawn = one_of(self._id(name), self._label(name), options, chosen, error=self._error(name), widget="select")
        return replace(drawn, optional=optional, texts={"choose": empty} if empty else {})

    def tick(self, name: str, default: bool = False) -> Asked:
        """A box to tick."""
        checked = bool(self.entry.ticked(name)) if self.entry is not None else default
        return some_of(self._id(name), self._label(name), [Pick(ON, self._label(f"{name}_on"), checked)])

    def several(self, name: str, options: Sequence[tuple[str, str]], default: Sequence[str]) -> Asked:
        """Any number of several."""
        chosen = self.entry._all(name) if self.entry is not None else default
        picks = [Pick(key, words, key in chosen) for key, words in options]
        return some_of(self._id(name), self._label(name), picks, error=self._error(name))

    def _id(self, name: str) -> str:
        return f"{self.do}-{name}"

    def _label(self, name: str) -> str:
        return say(f"settings.fields.{name}")

    def _value(self, name: str, default: str) -> str:
        return self.entry._typed(name) if self.entry is not None else default

    def _error(self, name: str) -> str:
        return self.entry.errors.get(name, "") if self.entry is not None else ""
