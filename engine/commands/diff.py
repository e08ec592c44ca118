"""`mallverk diff`: what is different between two versions of a template, in words, and what the newer one forgets to say."""

from collections.abc import Mapping
from typing import Any

import click

from engine.commands.files import line_of, say_json, template_from
from engine.difference.compare import MOVED, Change, difference
from engine.difference.continuity import change_faults
from engine.difference.names import Names
from engine.difference.words import ChangesInWords
from engine.texts import LANGUAGES, engine_texts
from engine.wording import fault_in_words


@click.command("diff", epilog="Example:  mallverk diff felanmalan.yaml felanmalan-ny.yaml")
@click.argument("old", type=click.Path(exists=True, dir_okay=False))
@click.argument("new", type=click.Path(exists=True, dir_okay=False))
@click.option("--language", type=click.Choice(LANGUAGES), default="sv", show_default=True, help="The language of the sentences.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
def command(old: str, new: str, language: str, as_json: bool) -> None:
    """Say what is different between OLD and NEW; exit code 1 when NEW could not be published after OLD."""
    before, after = template_from(old), template_from(new)
    words, faults = ChangesInWords(before, after, language), change_faults(before, after)
    changes = difference(before, after)
    if as_json:
        told = [{"line": one.mark.line, "code": one.code, "message": fault_in_words(one), "guess": one.guess} for one in faults]
        say_json({"changes": [_plain(change, words) for change in changes], "faults": told})
    else:
        for sentence in map(words.sentence, changes):
            click.echo(sentence)
        if not changes:
            click.echo(engine_texts().say("difference.none", language))
        for fault in faults:
            click.echo(line_of(new, fault), err=True)
    if faults:
        raise click.exceptions.Exit(1)


def _plain(change: Change, words: ChangesInWords) -> dict[str, Any]:
    """A change as JSON values."""
    return {
        "change": change.how,
        "kind": change.part.kind,
        "id": change.part.id,
        "attribute": change.attribute,
        "from": _value(change.before, change, words.old),
        "to": _value(change.after, change, words.new),
        "inside": [part.id for part in change.inside],
        "counted": change.counted,
        "sentence": words.sentence(change),
    }


def _value(value: Any, change: Change, names: Names) -> Any:
    """A value as JSON has it; conditions and other things of several parts are said in words."""
    if change.how == MOVED:
        return {"in": value[0] and value[0][1], "after": value[1] and value[1][1]}
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return {name: _value(inner, change, names) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_value(inner, change, names) for inner in value]
    return names.value(str(change.attribute), value, change.part) or None
