"""Opens workbooks of others (ECMA-376) without trusting them: bounded before and while they are read; nothing in them is run."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from engine.exchange import NotReadable, Remark

MOST_BYTES = 5 * 2**20
MOST_UNPACKED = 30 * 2**20
MOST_PARTS = 1000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
_LOOKED_AT = (100_000, 500)
"""How many rows that are written in the file, empty or not, and how many columns are looked at to find what is beyond the limits."""
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of Excel 97 to 2003 begin, and workbooks with a password."""
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, EOFError, OSError),
    # what the reader stumbles over in workbooks that lack a part, or have another in its place
    *(ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, RuntimeError, TypeError, ValueError),
)
Cells = Mapping[tuple[int, int], object]
"""What cells hold, by row and column; both count from 1."""
_Found = dict[str, tuple[str, Cells]]


@dataclass(frozen=True)
class Sheet:
    """A sheet by the name that its author gave it; `unreckoned` are formulas whose result the file does not hold."""

    name: str
    cells: Cells
    unreckoned: frozenset[tuple[int, int]] = frozenset()


def looks_like_workbook(raw: bytes) -> bool:
    """True for a workbook of Excel, also one of the old sort, which is refused by its name."""
    if raw.startswith(_OLD):
        return True
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except _BROKEN:
        return False


def sheets(raw: bytes, wanted: frozenset[str]) -> tuple[Mapping[str, Sheet], tuple[str, ...]]:
    """The sheets with these names, whatever their case and blanks, and the names of the others. Raises NotReadable."""
    if raw.startswith(_OLD):
        raise NotReadable(Remark("old-workbook", ""))
    _guard(raw)
    try:
        # the reader warns of what it passes over, such as charts
        with warnings.catch_warnings(action="ignore"):
            return _found(raw, wanted)
    except _BROKEN as error:
        raise NotReadable(Remark("not-a-workbook", "")) from error


def _found(raw: bytes, wanted: frozenset[str]) -> tuple[Mapping[str, Sheet], tuple[str, ...]]:
    found = _read(raw, wanted, reckoned=False)
    others = tuple(name for name in _open(raw, reckoned=False).sheetnames if plain_name(name) not in wanted)
    if any(_is_formula(value) for _, cells in found.values() for value in cells.values()):
        return _with_results(found, _read(raw, wanted, reckoned=True)), others
    return {name: Sheet(title, cells) for name, (title, cells) in found.items()}, others


def _with_results(written: _Found, reckoned: _Found) -> dict[str, Sheet]:
    """The sheets with the results of their formulas."""
    return {
        name: Sheet(title, reckoned[name][1], frozenset(written[name][1]) - frozenset(reckoned[name][1]))
        for name, (title, _) in written.items()
    }


def _is_formula(value: object) -> bool:
    """True for what may be a formula: the reader gives some as texts, others as objects of its own."""
    return value.startswith("=") if isinstance(value, str) else not isinstance(value, int | float | date | time | timedelta)


def plain_name(name: str) -> str:
    """A name as it is looked for."""
    return name.strip().lower()


def _guard(raw: bytes) -> None:
    """Refuses what could blow up, before anything is unpacked; no part is ever unpacked beyond the size that it says."""
    if len(raw) > MOST_BYTES:
        raise NotReadable(Remark("workbook-too-large", "", {"most": MOST_BYTES // 2**20}))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = archive.infolist()
    except _BROKEN as error:
        raise NotReadable(Remark("not-a-workbook", "")) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotReadable(Remark("workbook-too-large", "", {"most": MOST_UNPACKED // 2**20}))


def _open(raw: bytes, *, reckoned: bool) -> Workbook:
    return load_workbook(io.BytesIO(raw), read_only=True, data_only=reckoned, keep_links=False)


def _read(raw: bytes, wanted: frozenset[str], *, reckoned: bool) -> _Found:
    """The wanted sheets; of two with one name the first."""
    found: _Found = {}
    for sheet in _open(raw, reckoned=reckoned).worksheets:
        name = plain_name(sheet.title)
        if name in wanted and name not in found:
            rows = sheet.iter_rows(max_col=_LOOKED_AT[1], values_only=True)
            found[name] = (sheet.title, dict(_cells(rows, sheet.title)))
    return found


def _cells(rows: Iterable[tuple[object, ...]], title: str) -> Iterator[tuple[tuple[int, int], object]]:
    """The cells that hold something; a row or a column beyond the limits refuses the workbook."""
    blank, seen = None, 0
    for number, row in enumerate(rows, 1):
        # a sheet may have a million rows of which a few hold something; for those that it leaves out the same one comes again
        if row is blank:
            continue
        seen += 1
        if seen > _LOOKED_AT[0]:
            raise NotReadable(Remark("sheet-too-large", f"{title}:{number}", {"rows": MOST_ROWS, "columns": MOST_COLUMNS}))
        if row.count(None) == len(row):
            blank = row
            continue
        for column, value in enumerate(row, 1):
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            if number > MOST_ROWS or column > MOST_COLUMNS:
                raise NotReadable(Remark("sheet-too-large", f"{title}:{number}", {"rows": MOST_ROWS, "columns": MOST_COLUMNS}))
            yield (number, column), value
