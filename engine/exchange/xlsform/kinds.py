"""What the column `type` says, in the many spellings that it has had."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SELECT = re.compile(
    r"(?:add )?(?P<how>select[ _]?(?:one|multiple|1|all[ _]that[ _]apply)|rank)(?: prompt)?(?P<source>[ _]external|[ _]from[ _]file)?"
    r"(?:[ _](?:from|using))?\s+(?P<list>\S+)(?P<other>\s+(?:or[ _]specify[ _]other|or[ _]other))?",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"(?P<edge>begin|end)[ _-]?(?P<what>group|repeat|lgroup|looped group|loop)(?:\s.*)?", re.IGNORECASE)
_ALSO: Mapping[str, str] = {
    also: name
    for name, others in {
        "text": "string, q string, add text prompt",
        "integer": "int, q int, add integer prompt",
        "decimal": "q decimal, add decimal prompt",
        "note": "q note, add note prompt",
        "date": "q date, add date prompt",
        "datetime": "date time, q datetime, q date time, add datetime prompt, add date time prompt",
        "acknowledge": "trigger, q acknowledge, add acknowledge prompt",
        "calculate": "q calculate, add calculate prompt",
        "phone number": "tel",
        "image": "photo, q image, q picture, add image prompt, add photo prompt",
        "audio": "q audio, add audio prompt",
        "video": "q video, add video prompt",
        "file": "add file prompt",
        "barcode": "q barcode, add barcode prompt",
        "geopoint": "gps, location, q geopoint, q location, add location prompt",
        "geotrace": "q geotrace",
        "geoshape": "q geoshape",
        "start": "start time, get start time",
        "end": "end time, get end time",
        "today": "get today",
        "deviceid": "imei, device id, get device id, uri:deviceid",
        "username": "uri:username",
        "email": "uri:email",
        "phonenumber": "get phone number, uri:phonenumber",
        "simserial": "sim id, get sim id, uri:simserial",
        "subscriberid": "subscriber id, get subscriber id, uri:subscriberid",
    }.items()
    for also in others.split(", ")
}
ABOUT_THE_DEVICE = frozenset(
    {"start", "end", "today", "deviceid", "username", "email", "phonenumber", "simserial", "subscriberid", "audit"}
)
"""What the device notes by itself, without asking."""


@dataclass(frozen=True)
class Kind:
    """The sort of a row: its plain name, its list of options, and whether "other" is added to that."""

    name: str
    list: str = ""
    other: bool = False


def kind_of(written: str) -> Kind:
    """The sort that a cell means. `begin` and `end` of groups are `begin group`, `end repeat` and so on."""
    text = " ".join(written.strip(" *\t\n").split())
    block = _BLOCK.fullmatch(text)
    if block:
        return Kind(f"{block['edge'].lower()} {'group' if block['what'].lower() == 'group' else 'repeat'}")
    select = _SELECT.fullmatch(text)
    if select:
        how = select["how"].lower()
        name = "rank" if how == "rank" else "select_multiple" if how.endswith(("multiple", "apply")) else "select_one"
        return Kind(f"{name}{'_from_elsewhere' if select['source'] else ''}", select["list"], bool(select["other"]))
    plain = text.lower()
    return Kind(_ALSO.get(plain, plain))
