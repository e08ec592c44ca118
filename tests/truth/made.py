"""Makes a template up by throwing a die, in several versions that say what has become of names, with reports of the newest.

It writes only what `docs/template.md` allows, so a fault in what it writes is a find, too.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

Json = dict[str, Any]
KINDS = ("choice", "choice", "choices", "choices", "yes_no", "number", "scale", "date", "unit")
LISTS = ("choice", "choices")
OUTCOME = "outcome"


@dataclass
class Level:
    """One level of questions: of a form or of the rows of a group. `prefix` stands before what it asks, `above` is what it is a row of."""

    grain: str
    prefix: str
    questions: Json
    above: "Level | None" = None


@dataclass
class Template:
    """The text of a version as a mapping, with the levels that can be counted, in the mapping itself."""

    text: Json
    levels: list[Level] = field(default_factory=list)


class Maker:
    """Makes one template after another; no name and no key is ever used for two things."""

    def __init__(self, die: Random, name: str) -> None:
        self.die, self.name, self.number = die, name, 0

    def versions(self) -> list[Json]:
        """One to three versions."""
        texts = [self._first()]
        for _ in range(self.die.randrange(3)):
            # what is published again as it is stays the version that it is
            if (changed := self._next(texts[-1])) != texts[-1]:
                texts.append(changed)
        texts[-1]["reports"] = {self._new("report"): found for _ in range(14) if (found := self._report(texts[-1])) is not None}
        return texts

    def _new(self, start: str) -> str:
        self.number += 1
        return f"{start}{self.number}"

    def _first(self) -> Json:
        top = {"place": {"type": "unit", "label": "Var?", "routes": True, "statistics": True}} if self.die.random() < 0.8 else {}
        top |= self._questions(self.die.randint(2, 4), [])
        gates, pages = _gates(top), {self._new("page"): {"title": "Sida", "questions": top}}
        groups = [self._new("group") for _ in range(self.die.randint(0, 2))]
        for number, group in enumerate(groups):
            rows = {"repeat": {"min": 0, "max": 3, "item": "Rad"}, "questions": self._rows(gates, nested=number == 0)}
            if self.die.random() < 0.5:
                pages[group] = {"title": "Rader", **rows}
            else:
                top[group] = {"type": "group", "label": "Rader", **rows, **self._gated(gates)}
        cases: Json = {"start": self.die.choice(("on_submit", "on_submit", "by_hand"))}
        if groups and self.die.random() < 0.6:
            cases["one_per"] = self.die.choice(groups)
        verdict, check, asked = self._new("step"), self._new("step"), self._questions(2, [])
        asked[self._new("group")] = {
            "type": "group",
            "label": "Rader",
            "repeat": {"min": 0, "max": 2},
            "questions": self._rows(_gates(asked), nested=False),
        }
        outcomes = {self._new("o"): {"label": "Gå vidare", "go": check}, self._new("o"): {"label": "Avsluta", "go": "close"}}
        return {
            "template": self.name,
            "title": "Påhittad",
            "form": {"pages": pages},
            "cases": cases,
            "functions": {"desk": {"label": "Disken", "held_by": "organisation"}},
            "routing": [{"to": "desk"}],
            "forms": {"checking": {"title": "Kontroll", "questions": asked}},
            "workflow": {
                verdict: {"kind": "decision", "title": "Bedömning", "by": "receiver", "statistics": True, "outcomes": outcomes},
                check: {"kind": "form", "form": "checking", "by": "desk", "repeat": self.die.random() < 0.7},
            },
        }

    def _rows(self, gates: list[str], *, nested: bool) -> Json:
        inner = self._questions(self.die.randint(1, 3), gates)
        if nested and self.die.random() < 0.5:
            again = {"min": 0, "max": 2, "item": "Del"}
            inner[self._new("group")] = {"type": "group", "label": "Delar", "repeat": again, "questions": self._questions(2, gates)}
        return inner

    def _questions(self, count: int, gates: list[str]) -> Json:
        """Some questions, now and then behind one that was asked before."""
        found: Json = {}
        for _ in range(count):
            question = self._question(self.die.choice(KINDS)) | self._gated(gates + _gates(found))
            found[self._new("q")] = question
        return found

    def _gated(self, gates: list[str]) -> Json:
        return {"show_if": {self.die.choice(gates): True}} if gates and self.die.random() < 0.5 else {}

    def _question(self, kind: str) -> Json:
        question: Json = {"type": kind, "label": "Fråga", "optional": self.die.random() < 0.6, "statistics": self.die.random() < 0.85}
        if kind in LISTS:
            keys = [self._new("k") for _ in range(self.die.randint(2, 4))]
            question["options"] = {key: {"label": key} for key in keys}
            if self.die.random() < 0.5:
                question["options"][keys[0]]["counts_as"] = keys[-1]
            if question["statistics"]:
                question |= {"sensitive": True} if self.die.random() < 0.15 else {}
        more = {"yes_no": {"unknown": True}, "number": {"min": 0, "max": 12}, "scale": {"from": 0, "to": 3}}
        return question | more.get(kind, {}) | ({"personal": True} if self.die.random() < 0.15 else {})

    # what becomes of it

    def _next(self, before: Json) -> Json:
        """The next version: some of what was counted has another name, is split or gone, and something new is asked."""
        text = deepcopy(before)
        lines: Json = {}
        for level in levels(text):
            for id in list(level.questions):
                question = level.questions[id]
                if question["type"] in LISTS and self.die.random() < 0.5:
                    self._change_values(question, f"{level.prefix}{id}", lines)
                if question["type"] not in ("yes_no", "group") and "routes" not in question and self.die.random() < 0.2:
                    self._change_question(level, id, lines)
            level.questions |= self._questions(1, []) if self.die.random() < 0.2 else {}
        if self.die.random() < 0.4:
            self._rename_step(text, lines)
        return {**text, "changes": lines} if lines else {name: part for name, part in text.items() if name != "changes"}

    def _change_values(self, question: Json, reference: str, lines: Json) -> None:
        options, said = question["options"], question["statistics"]
        old, way = self.die.choice(list(options)), self.die.choice(("rename", "merge", "split", "gone"))
        counting = [key for key, option in options.items() if option.get("counts_as") == old]
        if "counts_as" in options[old] or (way != "rename" and counting) or len(options) < 3:
            return
        del options[old]
        new = [self._new("k") for _ in range({"rename": 1, "split": 2}.get(way, 0))]
        options |= {key: {"label": key} for key in new}
        for key in counting:
            options[key]["counts_as"] = new[0]
        kept = [key for key, option in options.items() if "counts_as" not in option]
        became: Any = {"merge": {"became": self.die.choice(kept)}, "gone": "gone", "split": {"split": new}}.get(
            way, {"became": (new or [""])[0]}
        )
        lines |= {f"{reference}.{old}": became} if said else {}

    def _change_question(self, level: Level, id: str, lines: Json) -> None:
        question, new = level.questions.pop(id), self._new("q")
        stays = self.die.random() < 0.7 or len(level.questions) < 1
        if stays:
            level.questions[new] = question
        if question["statistics"]:
            lines[f"{level.prefix}{id}"] = {"became": f"{level.prefix}{new}"} if stays else "gone"
            for line in [line for line in lines if line.startswith(f"{level.prefix}{id}.") and not stays]:
                del lines[line]

    def _rename_step(self, text: Json, lines: Json) -> None:
        """The decision has another name, and one of its outcomes, too."""
        (old, step), check = next(iter(text["workflow"].items())), list(text["workflow"].items())[1]
        new, outcome = self._new("step"), self._new("o")
        gone = next(iter(step["outcomes"]))
        step["outcomes"] = {outcome: step["outcomes"][gone], **{key: way for key, way in step["outcomes"].items() if key != gone}}
        text["workflow"] = {new: step, check[0]: check[1]}
        lines |= {old: {"became": new}, f"{old}.{OUTCOME}": {"became": f"{new}.{OUTCOME}"}, f"{old}.{OUTCOME}.{gone}": {"became": outcome}}

    # what is asked of it

    def _report(self, text: Json) -> Json | None:
        """A report that can be asked for; None when the die wants what can not."""
        grain = self.die.choice(grains(text))
        carried = carries(text, grain)
        single = [name for name, (question, many) in carried.items() if not many and question["type"] == "date"]
        sides = ["period", *(name for name, (question, _) in carried.items() if not question.get("sensitive"))]
        report: Json = {"title": "Hur många?", "count": grain, "interval": self.die.choice(("week", "month", "year"))}
        alone = [name for name, (question, _) in carried.items() if question.get("sensitive") and grain != "incidents"]
        if alone and self.die.random() < 0.5:
            return {**report, "rows": self.die.choice(alone)}
        if self.die.random() < 0.9:
            report["rows"] = self.die.choice(sides)
        if "rows" in report and self.die.random() < 0.6:
            report["columns"] = self.die.choice(sides)
        if single and self.die.random() < 0.3:
            report["date"] = self.die.choice(single)
        return None if report.get("rows") == report.get("columns") and "rows" in report else report


def _gates(questions: Json) -> list[str]:
    return [id for id, question in questions.items() if question["type"] == "yes_no"]


def levels(text: Json) -> list[Level]:
    """Every level at which something is asked: the form, its groups, each step with a form, and its groups."""
    top = Level("submissions", "", {})
    found = [top]
    for id, page in text["form"]["pages"].items():
        if "repeat" in page:
            found += _within(Level(id, "", page["questions"], top))
        else:
            top.questions = page["questions"]
    found += [level for level in _within(top) if level is not top]
    for id, step in text["workflow"].items():
        if "form" in step:
            found += _within(Level(id, f"{id}.", text["forms"][step["form"]]["questions"]))
    return found


def _within(level: Level) -> list[Level]:
    groups = [(id, question) for id, question in level.questions.items() if question["type"] == "group"]
    inner = [_within(Level(f"{level.prefix}{id}", level.prefix, group["questions"], level)) for id, group in groups]
    return [level, *(found for some in inner for found in some)]


def grains(text: Json) -> list[str]:
    """Whatever can be counted."""
    return ["incidents", "cases", *(level.grain for level in levels(text)), *list(text["workflow"])[:1]]


def carries(text: Json, grain: str) -> dict[str, tuple[Json, bool]]:
    """What a fact of a grain carries, and whether it can have several values: its own, those inside it, the single ones around it."""
    known = {level.grain: level for level in levels(text)}
    own = known.get("submissions" if grain == "incidents" else grain)
    inside = [level for level in known.values() if own is not None and own in _around(level)]
    case = ["submissions", *([text["cases"]["one_per"]] if "one_per" in text["cases"] else [])]
    around = [level for level in _around(own) if level is not own] if own else []
    around += [known[name] for name in case] if grain == "cases" or grain in text["workflow"] or "." in grain else []
    found = _decided(text, grain) if grain in text["workflow"] else {}
    for level in (own, *inside, *around):
        for id, question in level.questions.items() if level else ():
            several = question["type"] == "choices" or (level in inside and level is not own)
            usable = level is own if question.get("sensitive") else level is own or level in inside or not several
            if question.get("statistics") and usable:
                found[f"{level.prefix}{id}"] = (question, several)
    return found


def _decided(text: Json, step: str) -> dict[str, tuple[Json, bool]]:
    outcomes = text["workflow"][step].get("outcomes")
    return {f"{step}.{OUTCOME}": ({"type": "choice", "options": outcomes}, False)} if outcomes else {}


def _around(level: Level | None) -> list[Level]:
    return [level, *_around(level.above)] if level is not None else []
