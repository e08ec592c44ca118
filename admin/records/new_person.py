"""The form about somebody who has no record: read, and drawn again with what is wrong. It must not know a request."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from admin.inputs import line, one_of, some_of
from engine.actions.link_person import NewPerson
from engine.store.records import Identity
from forms.decoder import Posted
from forms.view import Asked, Pick
from forms.wording import say

LONGEST_NAME, LONGEST_NUMBER = 200, 40
FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class NewForm:
    """What was typed about a person. `named` is true where the report has a name already; `roles` are those to choose among, if any."""

    typed: Posted = field(default_factory=lambda: Posted(()))
    named: bool = False
    hidden: bool = False
    roles: Mapping[str, str] = field(default_factory=dict)
    tried: bool = False

    def value(self) -> NewPerson | None:
        """The person, None where something is missing or wrong."""
        if self._wrong():
            return None
        born = self.typed.first("born").strip()
        known = Identity(self._name(), int(born) if born else None, self.typed.first("number").strip())
        return NewPerson(known, bool(self.typed.first("protected")))

    def fields(self) -> list[Asked]:
        """The inputs, with what to put right."""
        wrong = {name: say(f"people.missing.{name}") for name in self._wrong()} if self.tried else {}
        first = self.typed.first
        asked = []
        if self.roles:
            asked.append(one_of("role", say("people.role"), self.roles.items(), first("role"), error=wrong.get("role", "")))
        if not self.named:
            hint = say("people.name_hidden") if self.hidden else ""
            asked.append(line("name", say("people.full_name"), first("name"), hint=hint, error=wrong.get("name", "")))
        year = {"inputmode": "numeric"}
        asked.append(line("born", say("people.born_optional"), first("born"), error=wrong.get("born", ""), attributes=year))
        asked.append(line("number", say("people.number_optional"), first("number"), error=wrong.get("number", "")))
        if not self.hidden:
            pick = Pick("yes", say("people.protect_now"), bool(first("protected")))
            asked.append(some_of("protected", say("people.protection"), [pick]))
        return asked

    def _name(self) -> str:
        return self.typed.first("name").strip()

    def _wrong(self) -> list[str]:
        born, number = self.typed.first("born").strip(), self.typed.first("number").strip()
        faulty = {
            "role": bool(self.roles) and self.typed.first("role") not in self.roles,
            "name": not self.named and not (1 <= len(self._name()) <= LONGEST_NAME),
            "born": bool(born) and not (born.isascii() and born.isdigit() and FIRST_YEAR <= int(born[:5]) <= LAST_YEAR),
            "number": len(number) > LONGEST_NUMBER,
        }
        return [name for name, wrong in faulty.items() if wrong]
