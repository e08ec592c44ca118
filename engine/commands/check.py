"""`mallverk check`: every fault in some templates or organisation files, every example that fails, and what can be shown of the rest."""

from pathlib import Path
from typing import Any

import click

from engine.commands.files import file_of, line_of, opener_for, place_of, roster_from, say_json, scenarios_beside
from engine.errors import Fault, InvalidTemplate
from engine.library import content
from engine.proof import HINT, NOT_PROVED, REFUTED, Finding, as_json, example_faults, finding_in_words, linked, prove
from engine.roster import Roster, describes_organisation, read_roster
from engine.scenario import read_scenarios, scenario_faults
from engine.template.load import load
from engine.template.model import FormTemplate
from engine.wording import fault_in_words

STOPPING = frozenset({"fault", REFUTED})
"""What a template can not be published with."""


@click.command("check", epilog="Example:  mallverk check templates_library/*.yaml")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--json", "as_list", is_flag=True, help="One JSON list of faults and findings.")
@click.option("--strict", is_flag=True, help="Exit 1 on what is not proved and on hints, too.")
@click.option(
    "--organisation", type=click.Path(exists=True, dir_okay=False), help="An organisation file; the test organisation if not given."
)
def command(files: tuple[str, ...], as_list: bool, strict: bool, organisation: str | None) -> None:
    """Check templates and organisation files: print file:line:col: code: message for every fault, then for every finding.

    The scenarios of a template, in the file with its name in the folder scenarios beside it, are played through as well.

    Exit 1 when there is a fault, or a finding that is refuted. What is not proved and hints only warn, on standard error, unless --strict
    is given.
    """
    roster = roster_from(organisation)
    said = [item for path in files for item in said_of(path, roster)]
    stopping = STOPPING | ({NOT_PROVED, HINT} if strict else set())
    stopped = any(plain["severity"] in stopping for plain, _ in said)
    if as_list:
        say_json([plain for plain, _ in said])
    else:
        for plain, line in said:
            click.echo(line, err=plain["severity"] not in stopping)
        if not stopped:
            click.echo(f"{len(files)} ok")
    if stopped:
        raise click.exceptions.Exit(1)


def said_of(path: str, roster: Roster) -> list[tuple[dict[str, Any], str]]:
    """What there is to say of a file, as JSON values and as a line: faults first."""
    template, faults = _checked(path)
    found = [({"file": file_of(path, fault.mark), **_plain(fault)}, line_of(path, fault)) for fault in faults]
    if template is None:
        return found
    proved = (*prove(template, roster), *linked(template, lambda name: _beside(path, name)))
    return found + [({"file": file_of(path, one.mark), **as_json(one, template)}, line_of_finding(path, one, template)) for one in proved]


def _checked(path: str) -> tuple[FormTemplate | None, tuple[Fault, ...]]:
    """The template of a file and its faults; no template where the file is an organisation, or can not be one.

    Examples are written for the test organisation, whichever the template is then proved in.
    """
    text = Path(path).read_bytes()
    try:
        if describes_organisation(text):
            read_roster(text)
            return None, ()
        template = load(text, opener_for(path))
    except InvalidTemplate as error:
        return None, error.faults
    return template, (*example_faults(template, roster_from(None)), *_scenario_faults(path, template))


def _beside(path: str, name: str) -> FormTemplate | None:
    """Another template in the folder of a file; None where there is none that can be read."""
    text = opener_for(path)(f"{name}.yaml")
    try:
        return load(text, opener_for(path)) if text is not None else None
    except InvalidTemplate:
        return None


def _scenario_faults(path: str, template: FormTemplate) -> tuple[Fault, ...]:
    """What is wrong with the scenarios that stand beside a template, and which of them do not come out as they should."""
    file = scenarios_beside(path)
    if file is None:
        return ()
    try:
        scenarios = read_scenarios(content(file), template, opener_for(path), file=f"{file.parent.name}/{file.name}")
    except InvalidTemplate as error:
        return error.faults
    return tuple(scenario_faults(template, scenarios, roster_from(None).holding(template.functions)))


def _plain(fault: Fault) -> dict[str, Any]:
    place = {"line": fault.mark.line, "column": fault.mark.column}
    return {**place, "code": fault.code, "message": fault_in_words(fault), "guess": fault.guess, "severity": "fault"}


def line_of_finding(path: str, finding: Finding, template: FormTemplate) -> str:
    """`file:line:col: code: message`, as a fault is said."""
    return f"{place_of(path, finding.mark)}: {finding.code}: {finding_in_words(finding, template)}"
