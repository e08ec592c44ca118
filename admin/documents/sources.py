"""What a case's whole file is put together from: its reports, what was written in its steps, its documents, what was said with whoever
reported and, where that is chosen, what staff have noted to each other. Each part can be masked.

Whatever is ticked is left out before anything is drawn, so that no byte of it is in what is made.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from admin.case_view import CaseView
from admin.panels.dialogue import dialogue
from admin.panels.documents import title as document_title
from admin.panels.reports import reports
from admin.panels.rounds import rounds
from admin.record import Answered, Section
from engine.store import documents
from engine.store.documents import Made
from engine.store.notes import Note
from forms.wording import say

PREVIEW = 160
NOTES = "notes"
"""The part that is left out unless it is asked for."""
_HEADING = re.compile(r"(</?h)([1-6])>")


@dataclass(frozen=True)
class Source:
    """One part of the file: answers under their headings, or the text of a document. `key` tells it from the others."""

    key: str
    kind: str
    title: str
    about: str
    sections: tuple[Section, ...] = ()
    body: str = ""


@dataclass(frozen=True)
class Maskable:
    """Something that can be masked: the rows of a person, one answer, or a document; with the beginning of what it says."""

    key: str
    label: str
    preview: str


def sources(view: CaseView) -> Iterator[Source]:
    """Every part, in the order of the file."""
    for number, report in enumerate(reports(view)["reports"], 1):
        about = say("case.received", when=report["when"], number=report["reference"])
        yield Source(f"report{number}", "reports", say("case.report_of", number=report["reference"]), about, tuple(report["sections"]))
    for number, item in enumerate(rounds(view)["rounds"], 1):
        about = item["by"]
        yield Source(f"round{number}", "rounds", item["title"], about, tuple(item["sections"]))
    yield from (_document(view, made) for made in view.whole.documents if made.document)
    yield from _dialogues(view)
    if notes := [item for item in view.whole.notes if item.withdrawn is None]:
        yield Source(NOTES, NOTES, say("documents.file.notes"), "", (Section("", tuple(_note(view, item) for item in notes)),))


def _dialogues(view: CaseView) -> Iterator[Source]:
    """What was said about each report."""
    found = dialogue(view) or {"dialogues": []}
    for number, item in enumerate(found["dialogues"], 1):
        rows = tuple(
            Answered(f"{said.who}, {said.when}", said.text, at=f"message{place}", personal=True)
            for place, said in enumerate(item["messages"])
        )
        if rows:
            title = say("documents.file.dialogue_of", number=item["reference"])
            yield Source(f"dialogue{number}", "dialogues", title, "", (Section("", rows),))


def _note(view: CaseView, item: Note) -> Answered:
    by = say("case.round_by", name=view.whole.names[item.by], when=view.when.moment(item.at))
    return Answered(by, item.text, at=str(item.id), personal=True)


def _document(view: CaseView, made: Made) -> Source:
    found = view.here.office.read(view.here.org, lambda session: documents.opened(session, view.scene.sealer, view.row, made.number))
    body = found[1].body if found else ""
    return Source(f"document{made.number}", "documents", document_title(view, made.document), view.when.moment(made.at), body=body)


def maskable(source: Source) -> Iterator[Maskable]:
    """What of a part can be masked: each row as a whole, each other answer that is personal, and a document as a whole."""
    if source.body:
        yield Maskable(source.key, source.title, "")
    for section in source.sections:
        row = _row_of(section)
        if row:
            said = ", ".join(one.value for one in section.rows if one.value)
            yield Maskable(f"{source.key}:{row}", section.title, said[:PREVIEW])
        else:
            told = (one for one in section.rows if one.personal and one.value)
            yield from (Maskable(f"{source.key}:{one.at}", one.label, one.value[:PREVIEW]) for one in told)


def masked(source: Source, ticked: Set[str]) -> Source:
    """The part without what is ticked: in its place stands that it is masked."""
    if source.key in ticked:
        return replace(source, body=f"<p>{say('documents.file.masked')}</p>")
    sections = tuple(replace(section, rows=tuple(_left(source.key, one, ticked) for one in section.rows)) for section in source.sections)
    body = _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + 2, 6)}>", source.body)
    return replace(source, title=_title(source, ticked), sections=sections, body=body)


def _title(source: Source, ticked: Set[str]) -> str:
    """The title without what is masked in the part: an answer can be what a round is called by."""
    title = source.title
    for one in (one for section in source.sections for one in section.rows):
        if one.value and _left(source.key, one, ticked) != one:
            title = title.replace(one.value, say("documents.file.masked"))
    return title


def hidden_words(source: Source, ticked: Set[str]) -> Iterator[str]:
    """What was masked and is short enough to be a name: it may stand somewhere else, too."""
    for section in source.sections:
        for one in section.rows:
            if one.personal and 2 < len(one.value) < 60 and _left(source.key, one, ticked) != one:
                yield one.value


def _left(key: str, one: Answered, ticked: Set[str]) -> Answered:
    """An answer, or that it is masked: by itself, or with a row that it stands in."""
    parts = one.at.split("/")
    places = {f"{key}:{'/'.join(parts[:end])}" for end in range(1, len(parts) + 1)}
    return Answered(one.label, say("documents.file.masked")) if places & ticked else one


def _row_of(section: Section) -> str:
    """The path of the row that the section is; empty for the questions of a page."""
    return next((one.at.rpartition("/")[0] for one in section.rows), "")
