"""Components that only say something: content and htmlelement."""

from engine.exchange.formio.asked import Component, Made
from engine.exchange.markup import plain
from engine.exchange.words import Said
from engine.texts import engine_texts

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_HEADING = 200


def content(component: Component) -> list[Made]:
    """A text between the questions; its first heading, or a short text alone, becomes the heading."""
    html = component.value.get("type") != "content" and "html" not in component.value
    key = "content" if html else "html"
    said = component.say(key)
    if said is None:
        return []
    raw = component.value[key]
    heading = plain(raw).heading or (plain(raw).text if str(component.value.get("tag")) in _HEADINGS else "")
    if isinstance(said, str) and heading and len(heading) <= _LONGEST_HEADING:
        text = component.words.as_it_stands(said.removeprefix(heading).strip(), component.at(key))
        return [Made({"type": "info", "label": heading, **({"text": text} if text else {})}, "")]
    text = component.words.as_it_stands(said, component.at(key))
    return [Made({"type": "info", "label": _information(component), "text": text}, "")]


def _information(component: Component) -> Said:
    """A heading for a text that has none."""
    languages = component.words.languages
    words = {language: engine_texts().say("exchange.own-words.information", language) for language in languages}
    return words or engine_texts().say("exchange.own-words.information")
