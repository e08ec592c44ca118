"""The tokens of the JavaScript that is read, and a reader that looks one ahead."""

import re

from engine.exchange.unsayable import Unsayable

_TOKEN = re.compile(
    r"(?P<gap>\s+|//[^\n]*|/\*.*?\*/)|(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<string>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")"
    r"|(?P<name>[A-Za-z_$][\w$]*)|(?P<sign>===|!==|==|!=|>=|<=|&&|\|\||\?\.|[-!<>()\[\]{}.,;?:=])",
    re.DOTALL,
)
LONGEST = 2_000


class Tokens:
    """Goes through the tokens of a script once; raises Unsayable for what is none, or is not the one that is needed."""

    def __init__(self, script: str) -> None:
        self._tokens = list(_split(script))
        self._place = 0

    @property
    def done(self) -> bool:
        """True when none is left."""
        return self._place >= len(self._tokens)

    def seen(self) -> str:
        """The next one, empty at the end and for a string."""
        return "" if self.done or self.kind() == "string" else self._tokens[self._place][1]

    def kind(self) -> str:
        """What the next one is: "number", "string", "name" or "sign"; empty at the end."""
        return "" if self.done else self._tokens[self._place][0]

    def next(self) -> tuple[str, str]:
        """The next one and what it is."""
        if self.done:
            raise Unsayable("script")
        self._place += 1
        return self._tokens[self._place - 1]

    def take(self, text: str) -> bool:
        """Goes past the next one when it is this."""
        if self.seen() != text:
            return False
        self._place += 1
        return True

    def need(self, text: str) -> None:
        """Goes past the next one, which has to be this."""
        if not self.take(text):
            raise Unsayable("script", self.seen()[:30])


def _split(script: str) -> list[tuple[str, str]]:
    if len(script) > LONGEST:
        raise Unsayable("script")
    found, place = [], 0
    while place < len(script):
        match = _TOKEN.match(script, place)
        if match is None or match.lastgroup is None:
            raise Unsayable("script", script[place : place + 30])
        if match.lastgroup != "gap":
            found.append((match.lastgroup, match[0]))
        place = match.end()
    return found
