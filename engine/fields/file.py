"""Files that come with the answer: pictures, PDFs and documents."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from engine.attachments import FORMATS, KINDS, LARGEST, MB, MOST, Attachment
from engine.errors import AnswerError
from engine.fields import Context, FieldType, Option, Question, Sent, Value
from engine.fields.number import words
from engine.texts import own_words

REFUSALS = frozenset(
    {
        *("too-many-files", "file-not-kept", "empty-file", "file-too-large", "files-too-large", "wrong-kind"),
        *("heic", "moving-image", "too-many-pixels", "broken-file", "acting-file"),
    }
)
"""Why a file was not taken."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,60}", re.ASCII)
_REFUSED = re.compile(r"!([a-z-]+) (.*)", re.DOTALL)


class File(FieldType):
    """The stored value is a list of the files' ids, also of a single one; a lone id is taken for such a list.

    Where answers are given, `context.files` has the files that came with them, and no other id is taken; where it is None, as when a
    template is tried, any short word is. A page that could not take a file keeps why as its text, in place of an id (`refusal`).
    """

    name = "file"
    widget = "file"
    kind = "files"
    free_text = True
    begins = False
    taps = 3
    schema: ClassVar[Mapping[str, Any]] = {
        "accept": {"type": "array", "items": {"enum": list(KINDS)}, "minItems": 1, "uniqueItems": True},
        "max_files": {"type": "integer", "minimum": 1, "maximum": MOST},
        "max_size": {"type": "integer", "minimum": 1, "maximum": LARGEST},
    }
    texts: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "sv": {
            "required": "Välj en fil under ”{label}”",
            "too-many-files": "Här går det inte att skicka fler än {count}. Ta bort någon först",
            "file-gone": "En fil finns inte kvar. Välj den igen",
            "file-not-kept": "”{file}” hann inte sparas. Välj filen igen",
            "empty-file": "”{file}” är tom. Välj en annan fil",
            "file-too-large": "”{file}” är för stor. Välj en fil som är högst {size} MB",
            "files-too-large": "Filerna är för stora tillsammans. Ta bort någon innan du lägger till ”{file}”",
            "wrong-kind": "”{file}” är inte av rätt slag. Det går att skicka {accepted}",
            "heic": "”{file}” är en bild i formatet HEIC. Spara den som JPEG och välj den igen",
            "moving-image": "”{file}” är en rörlig bild. Välj en stillbild",
            "too-many-pixels": "Bilden ”{file}” har för många bildpunkter. Gör den mindre och välj den igen",
            "broken-file": "”{file}” går inte att läsa. Öppna och spara den på nytt, eller välj en annan fil",
            "acting-file": "”{file}” innehåller makron, andra filer eller hämtar något från nätet. Spara den som PDF och välj den igen",
            "image": "bild",
            "pdf": "PDF",
            "document": "dokument",
            "images": "bilder (JPEG, PNG eller WebP)",
            "pdfs": "PDF",
            "documents": "dokument (Word, Excel, PowerPoint, LibreOffice eller ren text)",
            "and": "och",
            "limits": "Du kan skicka {accepted}, högst {count} filer på högst {size} MB var",
            "limits-one": "Du kan skicka {accepted}, en fil på högst {size} MB",
            "stripped": "Uppgifter om var och när en bild är tagen tas bort",
            "names": "Den som läser svaret ser filens namn",
            "added": "Filer som är sparade",
            "remove": "Ta bort",
            "unknown": "en fil som inte finns här",
        },
        "en": {
            "required": "Choose a file under “{label}”",
            "too-many-files": "No more than {count} can be sent here. Remove one first",
            "file-gone": "A file is there no longer. Choose it again",
            "file-not-kept": "“{file}” could not be saved. Choose the file again",
            "empty-file": "“{file}” is empty. Choose another file",
            "file-too-large": "“{file}” is too large. Choose a file of at most {size} MB",
            "files-too-large": "The files are too large together. Remove one before you add “{file}”",
            "wrong-kind": "“{file}” is not of the right kind. You can send {accepted}",
            "heic": "“{file}” is a picture in the format HEIC. Save it as JPEG and choose it again",
            "moving-image": "“{file}” is a moving picture. Choose a still one",
            "too-many-pixels": "The picture “{file}” has too many pixels. Make it smaller and choose it again",
            "broken-file": "“{file}” can not be read. Open and save it anew, or choose another file",
            "acting-file": "“{file}” holds macros or other files, or fetches something. Save it as PDF and choose it again",
            "image": "picture",
            "pdf": "PDF",
            "document": "document",
            "images": "pictures (JPEG, PNG or WebP)",
            "pdfs": "PDF",
            "documents": "documents (Word, Excel, PowerPoint, LibreOffice or plain text)",
            "and": "and",
            "limits": "You can send {accepted}, at most {count} files of at most {size} MB each",
            "limits-one": "You can send {accepted}, one file of at most {size} MB",
            "stripped": "What a picture tells of where and when it was taken is removed",
            "names": "Whoever reads the answer sees the file's name",
            "added": "Files that are saved",
            "remove": "Remove",
            "unknown": "a file that is not here",
        },
    }

    def most(self, question: Question) -> int:
        """How many files it takes."""
        return int(question.keys.get("max_files", 3))

    def most_bytes(self, question: Question) -> int:
        """How many bytes each may have, as it is sent."""
        return int(question.keys.get("max_size", LARGEST)) * MB

    def accepted(self, question: Question) -> Sequence[str]:
        """The kinds that it takes."""
        return tuple(question.keys.get("accept", ("image", "pdf")))

    def attributes_for(self, question: Question) -> Mapping[str, str]:
        """What the browser offers. A phone that is asked for JPEG makes its own format into that."""
        formats = [format for format in FORMATS.values() if format.kind in self.accepted(question)]
        named = [part for format in formats for part in (format.media_type.partition(";")[0], f".{format.extension}")]
        return {"accept": ",".join(named), **({"multiple": "multiple"} if self.most(question) > 1 else {})}

    def options(self, question: Question, context: Context) -> tuple[Option, ...]:
        """The files that are there."""
        return tuple(Option(id, {context.language: self._shown(id, context)}) for id in context.files or ())

    def words(self, question: Question, context: Context) -> Mapping[str, str]:
        """What can be sent, what becomes of it, and what the page says of what has been sent."""
        language = context.language
        said = {word: self.say(word, language) or "" for word in ("added", "remove")}
        return said | {"limits": self._limits(question, language), "warning": self._warning(question, language)}

    def _limits(self, question: Question, language: str) -> str:
        code = "limits" if self.most(question) > 1 else "limits-one"
        return f"{self.say(code, language, **self._facts(question, language))}."

    def _warning(self, question: Question, language: str) -> str:
        codes = (*(("stripped",) if "image" in self.accepted(question) else ()), "names")
        return " ".join(f"{self.say(code, language)}." for code in codes)

    def _facts(self, question: Question, language: str) -> Mapping[str, Any]:
        """What the limits are called in sentences."""
        kinds = [self.say(f"{kind}s", language) or kind for kind in self.accepted(question)]
        accepted = f" {self.say('and', language)} ".join([", ".join(kinds[:-1]), kinds[-1]] if len(kinds) > 1 else kinds)
        return {"accepted": accepted, "size": self.most_bytes(question) // MB, "count": self.most(question)}

    def to_read(self, question: Question, language: str) -> tuple[str, ...]:
        """What can be sent, and what becomes of it."""
        return (self._limits(question, language), self._warning(question, language))

    def parse(self, sent: Sent, question: Question, context: Context) -> Value:
        """The ids, or why a file was not taken."""
        texts = [text.strip() for text in sent.get("", ()) if text.strip()]
        refused = next(filter(None, map(refused_as, texts)), None)
        if refused is not None:
            raise AnswerError(refused[0], **self._facts(question, context.language), file=refused[1])
        return texts or None

    def check(self, value: Value, question: Question, context: Context) -> Value:
        """Ids of files that are there, each once and no more than the question takes."""
        given = [value] if isinstance(value, str) else value
        if not isinstance(given, list) or not all(isinstance(id, str) and _ID.fullmatch(id) for id in given):
            raise AnswerError("wrong-type")
        named = list(dict.fromkeys(given))
        if context.files is not None and not all(id in context.files for id in named):
            raise AnswerError("file-gone")
        if len(named) > self.most(question):
            raise AnswerError("too-many-files", count=self.most(question))
        return named or None

    def sent(self, value: Value, question: Question, context: Context) -> Sent:
        """The ids."""
        return {"": list(value or ())}

    def show(self, value: Value, question: Question, context: Context) -> str:
        """A line for each file."""
        return "\n".join(self._shown(id, context) for id in value)

    def _shown(self, id: str, context: Context) -> str:
        """Name, kind and size; the id itself where no files are known."""
        if context.files is None:
            return id
        found = context.files.get(id)
        if found is None:
            return self.say("unknown", context.language) or id
        return shown_as(found, context.language)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """A list of ids."""
        id = {"type": "string", "pattern": f"^{_ID.pattern}$"}
        return {"type": "array", "items": id, "minItems": 1, "maxItems": self.most(question), "uniqueItems": True}


def shown_as(file: Attachment, language: str) -> str:
    """Name, kind and size: "skadan.jpg (bild, 1 kB)"."""
    return f"{file.name} ({own_words(File.texts, file.kind, language, {})}, {size_in_words(file.size, language)})"


def refusal(code: str, name: str) -> str:
    """What a page keeps in place of a file that it could not take."""
    return f"!{code} {name}"


def refused_as(text: str) -> tuple[str, str] | None:
    """Why a file was not taken, and its name, of a text that stands in its place; None of any other text."""
    found = _REFUSED.fullmatch(text)
    return (found[1], found[2]) if found and found[1] in REFUSALS else None


def size_in_words(size: int, language: str) -> str:
    """Bytes as people say them: 340 kB, 1,2 MB."""
    if size < MB:
        return f"{max(1, round(size / 1000))} kB"
    return f"{words(round(Decimal(size) / MB, 1), language)} MB"
