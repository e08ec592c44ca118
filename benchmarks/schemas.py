"""Whether forms take what `jsonschema` takes: `python -m benchmarks.schemas FOLDER...`.

A folder is a checkout of the official JSON-Schema-Test-Suite, or holds any schemas. Of the suite each schema is tried as it stands and as
the only property of a form, on the suite's own values. Of any other folder each JSON file is a schema, tried on values that are made
for it. Exit 1 when a verdict differs, when something crashed, or when a schema is refused without a JSON Pointer to what is in the way.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from jsonschema.validators import validator_for

from benchmarks.samples import Sampler
from engine.answers import read
from engine.answers.sources import FromJson
from engine.errors import InvalidTemplate
from engine.fields import Context, Form
from engine.organisation import Organisation
from engine.template.from_schema.dialects import DIALECTS
from engine.template.load import load

SOMEWHERE = Context(Organisation("", ""), datetime(2026, 1, 1, tzinfo=UTC))


@dataclass
class Tally:
    """What became of some schemas. Verdicts of `jsonschema` that are not a suite's are counted as beside it."""

    name: str
    count: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def form(self, schema: Any, what: str) -> Form | None:
        """The form of a schema; None, and counted, when there is none."""
        began = time.perf_counter()
        try:
            found = load(json.dumps(template(schema))).form
        except InvalidTemplate as error:
            self._refused(error, what)
        except Exception as error:
            self.wrong("crashed", f"{what}: {error!r}")
        else:
            self.count["forms"] += 1
            return found
        finally:
            self.slowest = max(self.slowest, time.perf_counter() - began)
        return None

    def _refused(self, error: InvalidTemplate, what: str) -> None:
        self.count["refused"] += 1
        self.refused.update({fault.code for fault in error.faults})
        if not all("pointer" in fault.facts for fault in error.faults):
            self.wrong("without pointer", f"{what}: {error}")

    def verdict(self, form: Form, value: Any, what: str) -> bool | None:
        """Compare what the form takes with what the validator does, and tell that; None when there is no saying."""
        judge = form.judge
        try:
            expected = validator_for({"$schema": judge.dialect.uri})(judge.schema).is_valid(value)
            taken = not read(form, FromJson(value), SOMEWHERE).problems
        except Exception as error:
            self.wrong("crashed", f"{what}: {error!r}: {json.dumps(value)[:200]}")
            return None
        self.count["verdicts"] += 1
        self.count["valid"] += expected
        if taken != expected:
            self.wrong("differing", f"{what}: {'valid' if expected else 'not valid'}: {json.dumps(value)[:200]}")
        return expected

    def wrong(self, sort: str, line: str) -> None:
        """Count and keep what must not be."""
        self.count[sort] += 1
        self.told.append(f"{sort}: {line}")

    @property
    def lines(self) -> Iterator[str]:
        """What there is to say."""
        count = self.count
        share = count["forms"] / max(1, count["forms"] + count["refused"])
        yield f"{self.name}: {count['forms']} forms ({share:.0%}), {count['refused']} refused, slowest {self.slowest:.2f} s"
        yield f"  {count['verdicts']} verdicts ({count['valid']} valid), {count['differing']} differing, {count['crashed']} crashed"
        if count["beside"] or count["beside, optional"]:
            yield f"  jsonschema itself is beside the suite in {count['beside']}, and in {count['beside, optional']} that are optional"
        if self.refused:
            yield "  refused: " + ", ".join(f"{code} {times}" for code, times in self.refused.most_common())
        yield from (f"  {line}" for line in self.told)


def template(schema: Any) -> dict[str, Any]:
    """The smallest template with a form of that schema."""
    known = {"template": "tried", "title": "Tried", "functions": {"desk": "Desk"}, "routing": [{"to": "desk"}]}
    return {**known, "form": {"schema": schema}}


def suite(folder: Path) -> Iterator[Tally]:
    """The official suite, draft by draft."""
    for dialect in DIALECTS:
        alone, inside = Tally(f"draft {dialect.name}"), Tally(f"draft {dialect.name}, as a property")
        for path in sorted((folder / f"draft{dialect.name}").rglob("*.json")):
            for group in json.loads(path.read_bytes()):
                where = "optional/" if "optional" in path.parts else ""
                what, schema = f"{where}{path.stem}: {group['description']}", group["schema"]
                draft = {"$schema": dialect.uri}
                _suite_group(alone, {**draft, **schema} if isinstance(schema, dict) else schema, group, what)
                if isinstance(schema, dict) and "$schema" in schema:
                    draft, schema = {"$schema": schema["$schema"]}, {name: inner for name, inner in schema.items() if name != "$schema"}
                _suite_group(inside, {**draft, "properties": {"value": schema}}, group, what, name="value")
        yield from (alone, inside)


def _suite_group(tally: Tally, schema: Any, group: Any, what: str, *, name: str = "") -> None:
    form = tally.form(schema, what)
    if form is None:
        return
    for test in group["tests"]:
        found = tally.verdict(form, {name: test["data"]} if name else test["data"], f"{what}: {test['description']}")
        tally.count["beside, optional" if what.startswith("optional/") else "beside"] += found not in (None, test["valid"])


def collection(folder: Path, count: int) -> Tally:
    """Every JSON file below a folder as a schema."""
    tally = Tally(folder.name)
    for path in sorted(folder.rglob("*.json")):
        schema = json.loads(path.read_bytes())
        form = tally.form(schema, str(path.relative_to(folder)))
        if form is not None:
            for value in Sampler(schema, Random(path.name)).values(count):  # noqa: S311 - the same ones each time
                tally.verdict(form, value, str(path.relative_to(folder)))
    return tally


def main() -> int:
    """Try each folder and say what became of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.schemas", description="Whether forms take what jsonschema takes.")
    parser.add_argument("folder", nargs="+", type=Path, help="a checkout of the official test suite, or a folder of schemas")
    parser.add_argument("--values", type=int, default=10, help="how many values are made for each schema, and as many that are spoilt")
    options = parser.parse_args()
    failed = False
    for folder in options.folder:
        official = folder / "tests"
        found = suite(official) if (official / "draft7").is_dir() else iter([collection(folder, options.values)])
        for tally in found:
            print("\n".join(tally.lines), flush=True)
            failed = failed or bool(tally.told)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
