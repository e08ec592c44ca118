"""Draws a field's macro and reads the HTML back, for tests of the wiring between label, hint, error and control."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from tests.forms.bones import bones

VOID = frozenset({"input", "br", "hr", "img", "meta", "link"})


@dataclass
class View:
    """What a macro takes; the names are those of the interface."""

    widget: str
    id: str = "place"
    label: str = "Where was it?"
    name: str = "place"
    hint: str = ""
    why: str = ""
    optional: bool = False
    error: str | None = None
    values: dict[str, list[str]] = field(default_factory=dict)
    options: list[Any] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    heading: bool = False
    rows: list[Any] = field(default_factory=list)
    add: str | None = None
    parts: tuple[str, ...] = ("",)
    part: str = ""


@dataclass
class Node:
    """One element with what stands in it."""

    tag: str
    attributes: dict[str, str | None]
    content: list["Node | str"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str | None:
        return self.attributes.get(name)

    @property
    def inside(self) -> list["Node"]:
        """The elements in it."""
        return [part for part in self.content if isinstance(part, Node)]

    @property
    def raw(self) -> str:
        """All its text as it stands."""
        return "".join(part if isinstance(part, str) else part.raw for part in self.content)

    @property
    def text(self) -> str:
        """All its text with single spaces."""
        return " ".join(self.raw.split())

    def all(self, tag: str = "", **wanted: str) -> list["Node"]:
        """Every element below with this tag and these attributes."""
        found = [node for child in self.inside for node in (child, *child.all())]
        return [node for node in found if tag in ("", node.tag) and all(node[name] == value for name, value in wanted.items())]

    def one(self, tag: str = "", **wanted: str) -> "Node":
        """The only such element."""
        (node,) = self.all(tag, **wanted)
        return node


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        assert len(attrs) == len(node.attributes), f"an attribute of {tag} stands twice"
        self.open[-1].content.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def parse(html: str) -> Node:
    """The tree of a piece of HTML; fails when its tags do not match."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"{reader.open[-1].tag} is not closed"
    return reader.open[0]


def call(file: str, macro: str, *arguments: Any) -> Node:
    """What a macro of `forms/html` draws."""
    app = bones()
    with app.test_request_context():
        return parse(getattr(app.jinja_env.get_template(file).module, macro)(*arguments))


def draw(view: View) -> Node:
    """What the dispatching macro draws for a view."""
    return call("fields/any.html", "draw", view)
