"""Files that come with a page of questions: which are taken, and what the page keeps in place of those that are not. It stores nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.answers.sources import FromForm
from engine.attachments import ALL_TOGETHER, Attachment, Refused
from engine.attachments.receiving import Received, receive
from engine.fields import Question
from engine.fields.file import File, refusal, refused_as
from forms.binding import inputs
from forms.decoder import BadInput, Posted, Upload

DROP = "drop"
"""What the button that takes a file away is called, before the file's id."""

Inputs = dict[str, list[str]]


@dataclass(frozen=True)
class Taken:
    """The texts of a page with the ids of its new files in them, these files, and whether some file was not taken."""

    typed: Inputs
    files: tuple[Received, ...] = ()
    refused: bool = False

    @property
    def attachments(self) -> dict[str, Attachment]:
        """The new files as the page shows them."""
        return {file.attachment.id: file.attachment for file in self.files}

    def lost(self, typed: Mapping[str, list[str]]) -> Inputs:
        """The texts of the page when the new files could not be stored."""
        names = {id: refusal("file-not-kept", file.name) for id, file in self.attachments.items()}
        return {name: [names.get(text, text) for text in texts] for name, texts in typed.items()}


def take(posted: Posted, questions: Iterable[Question], typed: Inputs, known: Mapping[str, Attachment]) -> Taken:
    """Takes the files that were sent for some questions; `known` are those that are stored already. Raises BadInput for any other input."""
    if not posted.files:
        return Taken(typed)
    desk = _Desk({name: list(texts) for name, texts in typed.items()}, sum(file.size for file in known.values()))
    asked = file_inputs(questions, FromForm(typed))
    for upload in posted.files:
        if upload.input not in asked:
            raise BadInput("file")
        desk.take(upload, *asked[upload.input])
    return Taken(desk.typed, tuple(desk.files), len(desk.files) < len(posted.files))


def file_inputs(questions: Iterable[Question], source: FromForm) -> dict[str, tuple[Question, File]]:
    """Each input that takes files, with its question and that one's type."""
    found = tuple(questions)
    inside = (asked for question in found for asked in question.every())
    asked = {question.id: (question, question.type) for question in inside if isinstance(question.type, File)}
    return {name: asked[id] for name in inputs(found, source) if (id := name.rpartition(".")[2]) in asked}


def takes_files(questions: Iterable[Question]) -> bool:
    """True when one of the questions may take files, whether it is shown or not."""
    return any(isinstance(asked.type, File) for question in questions for asked in question.every())


@dataclass
class _Desk:
    """Takes one file after the other, as long as there is room."""

    typed: Inputs
    stored: int
    files: list[Received] = field(default_factory=list)

    def take(self, upload: Upload, question: Question, kind: File) -> None:
        """Writes down the new file's id, or why it was refused."""
        texts = self.typed.setdefault(upload.input, [])
        try:
            if sum(refused_as(text) is None for text in texts) >= kind.most(question):
                raise Refused("too-many-files")
            if self.stored + len(upload.content) > ALL_TOGETHER:
                raise Refused("files-too-large")
            file = receive(upload.name, upload.content, accepted=kind.accepted(question), most=kind.most_bytes(question))
        except Refused as reason:
            texts.append(refusal(reason.code, upload.name))
            return
        self.files.append(file)
        self.stored += file.attachment.size
        texts.append(file.attachment.id)


def still_refused(typed: Inputs, before: Mapping[str, list[str]], questions: Iterable[Question]) -> Inputs:
    """The texts with why files were refused the last time, for a page that is only drawn anew."""
    refused = {name: [text for text in before.get(name, ()) if refused_as(text)] for name in file_inputs(questions, FromForm(before))}
    return {**typed, **{name: [*typed.get(name, ()), *texts] for name, texts in refused.items() if texts}}


def dropped(button: str, typed: Inputs) -> tuple[Inputs, str] | None:
    """The texts without the file that the button takes away, and where to go on; None when it is another button."""
    word, _, id = button.partition(":")
    name = next((name for name, texts in typed.items() if name[0] != "_" and id in texts), None)
    if word != DROP or name is None:
        return None
    return {**typed, name: [text for text in typed[name] if text != id]}, name
