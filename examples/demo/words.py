"""What invented people write: sentences for each organisation, and texts that a template's own examples have."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.template.model import FormTemplate

SCHOOL = (
    "Det började med skratt och slutade med att en i gruppen blev ensam.",
    "Jag hörde högljudda röster och gick dit. Då hade de redan skilts åt.",
    "Det var trångt i kön och någon knuffade. Sedan föll hårda ord.",
    "Flera stod runt omkring. Ingen sa ifrån innan jag kom.",
    "Saken låg på golvet och ingen ville säga vem som hade kastat den.",
    "Vi har pratat om det tidigare, men det hände igen i dag.",
    "Det kom flera meddelanden samma kväll. Skärmbilderna finns kvar.",
    "Båda berättade lugnt vad de hade sett. De var överens om det mesta.",
)
HOUSING = (
    "Det började i går kväll och har blivit värre sedan dess.",
    "Grannen har sett samma sak.",
    "Jag har försökt laga det själv, men det hjälpte inte.",
    "Det hörs mest på natten.",
    "Det har hänt en gång förut i vintras.",
    "Delen är bytt och provkörd.",
    "Det går att använda så länge, men inte mer än någon vecka.",
)


@dataclass(frozen=True)
class Words:
    """`sentences` fit any long text; `texts` has what may be written as the answer to some questions, by their ids."""

    sentences: tuple[str, ...] = SCHOOL
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, template: FormTemplate, sentences: tuple[str, ...]) -> "Words":
        """The words of a template: what those of its examples say that are taken."""
        found: dict[str, list[str]] = defaultdict(list)
        for example in template.examples:
            if example.expect.get("accepted", True):
                for id, text in _texts(example.answers):
                    found[id].append(text)
        return cls(sentences, {id: tuple(dict.fromkeys(texts)) for id, texts in found.items()})


def _texts(answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for id, value in answers.items():
        if isinstance(value, str):
            yield id, value
        elif isinstance(value, list):
            for row in value:
                yield from _texts(row) if isinstance(row, dict) else ()
