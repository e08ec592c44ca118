"""Any workbook is read or refused: what is read becomes a template without faults, and every remark has a place and a sentence."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as some

from engine.exchange import NotReadable, Remark, format_of, formats
from engine.exchange.taking_in import as_new
from engine.library import BEGINNING, trial_roster
from engine.proof import HINT, prove
from engine.template.load import load
from tests.engine.exchange.xlsform.books import book

GROUND = BEGINNING.read_text(encoding="utf-8")
NAMES = ("a", "b", "c", "d", "Ålder", "x 1", "period", "page", "g", "r", "close", "名")
TYPES = (
    *(
        "text",
        "integer",
        "decimal",
        "range",
        "select_one l",
        "select_multiple l",
        "select_multiple m or_other",
        "select_one saknas",
        "note",
    ),
    *("date", "time", "dateTime", "acknowledge", "calculate", "hidden", "image", "geopoint", "start", "today", "rank l", "percentage"),
    *("begin group", "end group", "begin repeat", "end repeat", "begin group", "end group", "*Text*", "konstig", ""),
)
TEXTS = (
    "Hej",
    "**fet**",
    "Hej ${a}",
    "<b>x</b> & y",
    "lång text " * 30,
    "rad\nrad",
    "=1+1",
    "no",
    "123",
    "\u2028x",
    "a: b",
    "# x",
    "'",
    "x" * 6000,
)
VALUES = ("'x'", "'1'", "1", "''", "-3", "2.5", "today()", "'2020-01-01'", "'12:30'", "'OK'", "1" + "0" * 20, "date('2024-02-30')")
WORDS = (
    *VALUES,
    "${a}",
    "${b}",
    "${r}",
    ".",
    "=",
    "!=",
    "<",
    ">=",
    "and",
    "or",
    "not(",
    "(",
    ")",
    ",",
    "selected(",
    "count-selected(",
    "regex(",
    "+",
)


def comparisons(name: str) -> some.SearchStrategy[str]:
    """Tests of an answer, some of which fit its type."""
    signs = some.sampled_from(["=", "!=", "<", ">", "<=", ">="])
    plain = some.builds("{} {} {}".format, some.just(name), signs, some.sampled_from(VALUES))
    counted = some.builds(
        "{}({}) {} {}".format, some.sampled_from(["count-selected", "string-length", "count"]), some.just(name), signs, some.integers(-1, 3)
    )
    return plain | counted | some.builds("selected({}, {})".format, some.just(name), some.sampled_from(VALUES))


def expressions() -> some.SearchStrategy[str]:
    """Expressions, and what is none."""
    leaves = some.sampled_from([f"${{{name}}}" for name in NAMES] + ["."]).flatmap(comparisons)
    whole = some.recursive(
        leaves,
        lambda inner: some.builds("({} {} {})".format, inner, some.sampled_from(["and", "or"]), inner) | inner.map("not({})".format),
        max_leaves=4,
    )
    return whole | some.lists(some.sampled_from(WORDS), max_size=8).map(" ".join)


CELLS = {
    "type": some.sampled_from(TYPES),
    "name": some.sampled_from(NAMES),
    "label": some.sampled_from(TEXTS),
    "label::English (en)": some.sampled_from(TEXTS),
    "required": some.sampled_from(["yes", "no", "", "${a} = 1"]),
    "relevant": expressions(),
    "constraint": expressions(),
    "calculation": some.sampled_from(["${a} + ${b}", "count(${r})", "int((today() - ${d}) div 365.25)", "'k'", "${d} - ${c}"])
    | expressions(),
    "choice_filter": some.sampled_from(["reg = ${a}", "reg = ${b} or reg = ''", "name != 'x'", ""]) | expressions(),
    "default": some.sampled_from(["x", "1", "2.5", "today()", "2020-01-01", "12:30", "a b", "${a}"]),
    "appearance": some.sampled_from(["multiline", "minimal", "year", "field-list"]),
    "parameters": some.sampled_from(["start=1 end=5 step=1", "start=0 end=100 step=5", "start=5 end=1", "rows=4", "step=0"]),
    "repeat_count": some.sampled_from(["3", "${a}", "100", "-1"]),
    "read_only": some.sampled_from(["yes", "no"]),
    "mallverk": some.sampled_from(["email", "money", "yes_no", "unit", "group", "1-5", "9-1"]),
}
HEAD = tuple(CELLS)
ROWS = some.lists(
    some.fixed_dictionaries(
        {"type": CELLS["type"], "name": CELLS["name"]}, optional={key: cell for key, cell in CELLS.items() if key not in ("type", "name")}
    ),
    min_size=1,
    max_size=14,
)
CHOICES = """
| list_name | name | label | reg |
| l | x | X | x |
| l | 1 | Ett | 1 |
| l | x | Igen | |
| m | å b | Åb | |
"""


def table(head: Sequence[str], rows: list[dict[str, str]]) -> str:
    """Rows as a table for `book`, which has no bars in its cells."""
    lines = [[row.get(column, "").replace("|", "/").replace("\n", "\\n") for column in head] for row in rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [list(head), *lines])


def assert_said(remarks: tuple[Remark, ...]) -> None:
    """Every remark has a sentence, and a place unless it is about the whole file."""
    assert all(remark.in_words().strip() for remark in remarks)


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_any_workbook_becomes_a_template_without_faults_or_is_refused(rows: list[dict[str, str]]) -> None:
    try:
        found = formats()["xlsform"].read(book(table(HEAD, rows), CHOICES))
    except NotReadable as error:
        assert_said(error.remarks)
        return
    assert_said(found.remarks)
    made = load(as_new(found, "prov", GROUND))
    assert_said(formats()["xlsform"].write(made).remarks)


def usual(rows: list[tuple[str, bool, bool]]) -> str:
    """A form as people write them: each question may be shown by an answer to the one before that."""
    lines = ["| type | name | label | required | relevant | constraint |"]
    shown = {"select_one l": "${%s} = 'x'", "select_multiple m": "selected(${%s}, 'y')", "integer": "${%s} > 5", "date": "${%s} < today()"}
    before = ""
    for number, (type_, required, depends) in enumerate(rows):
        limit = ". >= 0 and . <= 120" if type_ == "integer" else ""
        lines.append(f"| {type_} | q{number} | Fråga {number}? | {'yes' if required else ''} | {before if depends else ''} | {limit} |")
        before = shown[type_] % f"q{number}" if type_ in shown else f"${{q{number}}} != ''"
    return "\n".join(lines)


@settings(max_examples=20, deadline=None)
@given(
    some.lists(
        some.tuples(
            some.sampled_from(["text", "integer", "date", "select_one l", "select_multiple m", "time"]), some.booleans(), some.booleans()
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_form_of_the_usual_sort_loses_nothing_and_passes_the_checks(rows: list[tuple[str, bool, bool]]) -> None:
    choices = "| list_name | name | label |\n| l | x | X |\n| l | annat | Annat |\n| m | y | Y |\n| m | z | Z |"
    found = formats()["xlsform"].read(book(usual(rows), choices))
    assert [remark for remark in found.remarks if remark.lost] == []
    made = load(as_new(found, "prov", GROUND))
    assert [finding for finding in prove(made, trial_roster()) if finding.severity != HINT] == []


def test_the_format_is_seen_in_the_file() -> None:
    assert format_of(book("| type | name | label |\n| text | a | A |"), "Enkät.XLSX").name == "xlsform"
    assert format_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gammal.xls").name == "xlsform"
