"""Makes the pages and questions of a form, one after the other, since conditions may only look back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine.exchange.clauses import Clause, every
from engine.exchange.formio.asked import Component, Made
from engine.exchange.formio.beginnings import settled, tell_of_beginning
from engine.exchange.formio.conditions import shown
from engine.exchange.formio.keys import tell_of_keys
from engine.exchange.formio.layout import Entry, Sheet, key_of, title_of, type_of
from engine.exchange.formio.scope import Scope, Site, Target
from engine.exchange.formio.types import TYPES, asks_for_several
from engine.exchange.formio.worked_out import summed
from engine.exchange.ids import Ids
from engine.exchange.values import truth, whole
from engine.exchange.words import Said, Words

MOST_ROWS = 50
"""The most rows that a group can have."""


class Pages:
    """Makes the pages of one form."""

    def __init__(self, words: Words, title: Said, scope: Scope) -> None:
        self.words = words
        self.notes = words.notes
        self.title = title
        self.scope = scope
        self.ids = Ids()
        self.conditions: dict[str, Clause] = {}

    def pages(self, sheets: list[Sheet]) -> dict[str, Any]:
        """The pages that ask or say something."""
        found = {}
        for sheet in sheets:
            id, page = self._page(sheet)
            if page["questions"]:
                found[id] = page
        return found

    def _page(self, sheet: Sheet) -> tuple[str, dict[str, Any]]:
        component = sheet.component
        page: dict[str, Any] = {"title": self.title}
        around: Clause = True
        if component is None:
            id = self.ids.give("sida")
        else:
            tell_of_keys(component, sheet.place, self.notes)
            id = self.ids.give(key_of(component))
            title = self.words.say(title_of(component), f"{sheet.place}/title") or self.title
            hints = [self.words.say(component.get(key), f"{sheet.place}/{key}") for key in ("description", "tooltip")]
            page = {"title": title, "hint": self.words.together(*hints)}
            around = self._shown(component, sheet.place, Site())
        if isinstance(around, Mapping):
            page["show_if"] = around
        if around is False:
            self.notes.lose("hidden", sheet.place)
        questions = {} if around is False else self._questions(sheet.entries, Site(), around)
        return id, {key: value for key, value in {**page, "questions": questions}.items() if value is not None}

    def _questions(self, entries: tuple[Entry, ...], site: Site, page: Clause) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for entry in entries:
            tell_of_keys(entry.component, entry.place, self.notes)
            here = replace(site, path=entry.path)
            around = [self._shown(component, place, here) for component, place in entry.around]
            own = [] if entry.sort == "heading" else [self._shown(entry.component, entry.place, here)]
            holds = every([part for part in (*around, *own) if part != page])
            found |= self._entry(entry, here, holds, every([holds, page]))
            self.scope.passed.add(entry.path)
        return found

    def _shown(self, component: Mapping[str, Any], place: str, site: Site) -> Clause:
        if place not in self.conditions:
            self.conditions[place] = (
                False if truth(component.get("hidden")) else shown(component, place, scope=self.scope, site=site, notes=self.notes)
            )
            if self.conditions[place] is not True and component.get("clearOnHide") is False:
                self.notes.tell("hidden-is-absent", f"{place}/clearOnHide")
        return self.conditions[place]

    def _entry(self, entry: Entry, site: Site, holds: Clause, shown_when: Clause) -> dict[str, Any]:
        if entry.sort == "heading":
            if holds is False:
                return {}
            label = self.words.say(title_of(entry.component), f"{entry.place}/title")
            return {self.ids.give(key_of(entry.component)): _with({"type": "info", "label": label}, holds)} if label else {}
        if type_of(entry.component) == "hidden" or holds is False:
            return self._hidden(entry, holds)
        if entry.sort == "rows":
            return self._rows(entry, site, holds, shown_when)
        return self._question(entry, site, holds, shown_when)

    def _question(self, entry: Entry, site: Site, holds: Clause, shown_when: Clause) -> dict[str, Any]:
        component = Component(entry.component, entry.place, self.words)
        build = TYPES.get(type_of(entry.component))
        if build is None:
            self.notes.lose("not-carried", entry.place, what=str(entry.component.get("type"))[:40])
            return {}
        made = self._computed(component, site, build(component))
        if asks_for_several(component, type_of(entry.component)):
            return self._several(entry, site, holds, made)
        found = {}
        for one in made:
            id = self.ids.give(
                f"{key_of(entry.component)}_{one.tail}" if one.tail else key_of(entry.component), entry.path.rpartition(".")[0]
            )
            found[id] = _with(one.question, holds)
            if one.kind and not one.tail:
                self.scope.add(entry.path, Target(id, one.kind, one.keys, site.groups, shown_when))
        return found

    def _computed(self, component: Component, site: Site, made: list[Made]) -> list[Made]:
        """A value that is worked out, where it is a sum; and what else is done to the answer by itself."""
        value = component.value
        calculation = value.get("calculateValue")
        if calculation and (not isinstance(calculation, str) or calculation.strip()):
            targets = summed(calculation, self.scope, site)
            if targets and made and not truth(value.get("allowCalculateOverride")):
                question = {"type": "computed", "label": made[0].question["label"], "sum": [target.id for target in targets]}
                return [Made(question, targets[0].kind)]
            self.notes.lose("script", component.at("calculateValue"))
        given = value.get("customDefaultValue")
        if given and str(given).strip() and not any(one.question.get("preset") == "today" for one in made):
            self.notes.lose("script", component.at("customDefaultValue"))
        if made:
            made = settled(component, made)
            component.tell_of_messages(made)
        if made and truth(value.get("disabled")) and made[0].kind:
            self.notes.lose("read-only", component.at("disabled"))
        return made

    def _several(self, entry: Entry, site: Site, holds: Clause, made: list[Made]) -> dict[str, Any]:
        """A group with one question, for any number of answers."""
        if len(site.groups) > 1:
            self.notes.lose("nested-too-deep", entry.place)
            return {}
        id = self.ids.give(key_of(entry.component), entry.path.rpartition(".")[0])
        label = made[0].question["label"]
        inside = {self.ids.give(f"{key_of(entry.component)}_{one.tail or 'svar'}"): _answered(one.question) for one in made}
        least = 0 if made[0].question.get("optional") else 1
        group = {"type": "group", "label": label, "repeat": {"min": least, "max": MOST_ROWS, "item": label}, "questions": inside}
        self.scope.add(entry.path, Target(id, "rows", {}, site.groups))
        return {id: _with(group, holds)}

    def _rows(self, entry: Entry, site: Site, holds: Clause, shown_when: Clause) -> dict[str, Any]:
        """A group of rows."""
        if len(site.groups) > 1:
            self.notes.lose("nested-too-deep", entry.place)
            return {}
        component = Component(entry.component, entry.place, self.words)
        id = self.ids.give(key_of(entry.component), entry.path.rpartition(".")[0])
        inside = self._questions(entry.inside, Site((*site.groups, id)), True)
        if not inside:
            self.notes.lose("nothing-in-rows", entry.place)
            return {}
        for key in ("disableAddingRemovingRows", "enableRowGroups"):
            if truth(entry.component.get(key)):
                self.notes.lose("rows", component.at(key))
        question = component.asked("group")
        tell_of_beginning(component, ())
        least, most = self._counts(component)
        question |= {"repeat": {"min": least, "max": most, "item": question["label"]}, "questions": inside}
        self.scope.add(entry.path, Target(id, "rows", {}, site.groups, shown_when))
        return {id: _with({key: value for key, value in question.items() if key != "optional"}, holds)}

    def _counts(self, component: Component) -> tuple[int, int]:
        """The fewest rows and the most; there is room for fifty."""
        least, most = (whole(component.limit(key)) for key in ("minLength", "maxLength"))
        for key, count in (("minLength", least), ("maxLength", most)):
            if count is not None and not 0 <= count <= MOST_ROWS:
                self.notes.lose("limits", component.at("validate", key))
        fewest = min(max(least or 0, 1 if component.required else 0), MOST_ROWS)
        return fewest, max(min(most or MOST_ROWS, MOST_ROWS), fewest, 1)

    def _hidden(self, entry: Entry, holds: Clause) -> dict[str, Any]:
        """What is never shown: a value that every answer has, or nothing."""
        value = entry.component.get("defaultValue")
        if entry.component.get("calculateValue") or entry.component.get("customDefaultValue"):
            self.notes.lose("script", entry.place)
        if entry.sort == "rows" or value in (None, "") or not isinstance(value, str | int | float) or len(str(value)) > 200:
            self.notes.lose("hidden", entry.place)
            return {}
        label = self.words.say(entry.component.get("label"), f"{entry.place}/label") or key_of(entry.component)
        found = value if not isinstance(value, str) else self.words.say(value, f"{entry.place}/defaultValue")
        if not isinstance(found, str | int | float):
            return {}
        return {self.ids.give(key_of(entry.component)): _with({"type": "constant", "label": label, "value": found}, holds)}


def _with(question: dict[str, Any], holds: Clause) -> dict[str, Any]:
    """The question with its condition, after its words."""
    return {**question, "show_if": dict(holds)} if isinstance(holds, Mapping) else question


def _answered(question: dict[str, Any]) -> dict[str, Any]:
    """A question in a row of its own is answered in each row that there is."""
    return {key: value for key, value in question.items() if key != "optional"}
