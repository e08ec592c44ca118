"""The compilations that somebody may put together, and for which units. The overview of reports leads to them."""

from flask import url_for

from engine.access import Actor, interprets
from engine.office import Office
from engine.organisation import Organisation
from engine.template.compilation import ORGANISATION, Compilation
from engine.texts import in_language


def open_to(actor: Actor, organisation: Organisation, compilation: Compilation) -> tuple[str, ...]:
    """For which units it may be put together: where the numbers may be interpreted; "" stands for the whole organisation."""
    units = ("",) if compilation.of == ORGANISATION else tuple(organisation.units)
    return tuple(unit for unit in units if interprets(actor, unit or None, organisation))


def compilations(office: Office, organisation: Organisation, actor: Actor, language: str) -> list[tuple[str, str]]:
    """Each by its title, with its address."""
    found, org = [], organisation.key
    for name, version in office.latest(org).items():
        published = office.published(org, name, version)
        for one in published.template.compilations.values() if published is not None else ():
            if open_to(actor, organisation, one):
                url = url_for("admin.compilation", org=org, template=name, compilation=one.id)
                found.append((in_language(one.title, language), url))
    return sorted(found)
