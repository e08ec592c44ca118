"""A small template that says whom its reports are about, and a site where somebody may read records."""

from tests.site import FAULTS, ORGANISATION

PERSONS = FAULTS.replace(
    "{said: {type: long_text, label: Vad sades?, personal: true}}",
    "{said: {type: long_text, label: Vad sades?, personal: true}, phone: {type: text, label: Telefon, optional: true}}",
).replace(
    "        name: {type: text, label: Namn, personal: true}\n",
    """        hidden: {type: choice, label: Skyddade uppgifter?, options: {"no": Nej, "yes": Ja}}
        name: {type: text, label: Namn, personal: true, optional: true}
        birth: {type: number, label: Födelseår, personal: true, optional: true}
        street: {type: text, label: Gata, personal: true, optional: true}
""",
).replace(
    "        urgent:",
    "        seen_by: {type: text, label: Vem såg det?, personal: true, optional: true}\n        urgent:",
) + (
    """
persons:
  exposed:
    label: Skadad
    name: name
    born: birth
    details: [street, talk.phone]
    protected: {hidden: "yes"}
  witness: {label: Vittne, name: seen_by}
  helper: Den som hjälpte till
"""
)
READING = ORGANISATION.replace(
    "{right: administer}]}", "{right: administer}]}\n  kit: {name: Kit, email: kit@acme.example, grants: [{right: read_records}]}"
).replace(
    "hal@acme.example, grants: [{right: read_cases, unit: north}]",
    "hal@acme.example, grants: [{right: read_cases, unit: north}, {right: read_records, unit: north}]",
)
"""Hal reads records and cases of the north, Kit records of everything and no case."""


def hurt(name: str = "Kim Berg", **more: object) -> dict[str, object]:
    """Answers with one who is hurt."""
    row = {"hidden": "no", "name": name, "age": "young"} | more
    return {"place": "north", "what": "Ett rör gick av.", "who": "worker", "hurt": [row]}
