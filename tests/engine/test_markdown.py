"""The little Markdown of authors' texts: what becomes of it, and that nothing else ever does."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.exchange.markup import clean
from engine.texts.markdown import as_html, as_words, as_written, broken_link, leads_out, links

TAGS = {"p", "br", "ul", "ol", "li", "em", "strong", "a"}
SCRIPTS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#115;cript:alert(1)",
    "&#x6A;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "java\\script:alert(1)",
    "<java script:alert(1)>",
    "\x01javascript:alert(1)",
    "%6Aavascript:alert(1)",
    "vbscript:x",
    "data:text/html;base64,PHNjcmlwdD4=",
    "file:///etc/passwd",
)
ELSEWHERE = (
    "http://a.example",
    "//a.example",
    "/a",
    "#a",
    "a.example",
    "https:a",
    "https://",
    "https://bank.example@a.example/",
    "mailto:a",
    "tel:x",
)


class Reader(HTMLParser):
    """What a browser makes of it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_paragraphs_lists_emphasis_and_links_are_drawn() -> None:
    text = "Hej *du*\noch **ni**\n\n- ett\n- två\n\n1. först\n2. sedan\n\n[lagen](https://a.example/b?c=d&e)"
    lists = "<ul>\n<li>ett</li>\n<li>två</li>\n</ul>\n<ol>\n<li>först</li>\n<li>sedan</li>\n</ol>\n"
    link = '<p><a href="https://a.example/b?c=d&amp;e">lagen</a></p>\n'
    assert as_html(text) == f"<p>Hej <em>du</em><br>\noch <strong>ni</strong></p>\n{lists}{link}"


@pytest.mark.parametrize(
    "text", ["# Rubrik", "> citat", "`kod`", "***", "<https://a.example>", "https://a.example", "a | b", "~~x~~", "&copy; & &lt;"]
)
def test_all_else_stands_as_it_was_written(text: str) -> None:
    found = Reader(as_html(text))
    assert ([tag for tag, _ in found.tags], found.text) == (["p"], f"{text}\n")


@pytest.mark.parametrize(
    "address",
    ["https://a.example", "HTTPS://a.example/b#c", "https://å.example/ö", "mailto:a@b.example?subject=Hej", "tel:+46-70-174.06.05"],
)
def test_a_link_leads_to_a_page_an_address_or_a_telephone(address: str) -> None:
    (_, (tag, attributes)) = Reader(as_html(f"[dit]({address})")).tags
    assert (tag, set(attributes), broken_link(f"[dit]({address})")) == ("a", {"href"}, False)


@pytest.mark.parametrize("address", [*SCRIPTS, *ELSEWHERE])
@pytest.mark.parametrize("link", ["[x]({})", "[x](<{}>)", '[x]({} "y")', "[*x*]({})", "![x]({})", "[[x]({})](https://a.example)"])
def test_a_link_leads_nowhere_else(link: str, address: str) -> None:
    text = link.format(address)
    assert all(leads_out(attributes["href"] or "") for tag, attributes in Reader(as_html(text)).tags if tag == "a")
    assert broken_link(text)


@pytest.mark.parametrize("text", [f"[x]: {address}\n\n[x] [x][x] <{address}>" for address in SCRIPTS])
def test_no_address_becomes_a_link_by_itself_or_from_afar(text: str) -> None:
    assert {tag for tag, _ in Reader(as_html(text)).tags} <= {"p", "br"}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:x'>x</a>",
        "- <b>x</b>",
        "[<img src=x>](https://a.example)",
        '[x](https://a.example "\\"><script>alert(1)</script>")',
        '[x](https://a.example/"onmouseover="alert(1))',
        "<!-- x --><![CDATA[x]]><?x?>",
    ],
)
def test_no_html_is_obeyed(text: str) -> None:
    for tag, attributes in Reader(as_html(text)).tags:
        assert tag in TAGS
        assert set(attributes) <= {"href", "title", "start"}


PIECES = st.sampled_from(
    [
        "[",
        "]",
        "(",
        ")",
        "](",
        "<",
        ">",
        "!",
        "*",
        "_",
        "\\",
        "&",
        "&#106;",
        '"',
        "'",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        " ",
        "a",
        "`",
        "javascript:",
        "https://a.example",
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_whatever_is_written_only_the_listed_tags_come_of_it(text: str) -> None:
    for tag, attributes in Reader(as_html(text)).tags:
        assert tag in TAGS
        assert set(attributes) <= ({"href", "title"} if tag == "a" else {"start"} if tag == "ol" else set())
        href = attributes.get("href")
        assert not href or leads_out(href)


def test_its_words_have_no_marks_and_no_addresses() -> None:
    assert as_words("Hej *du*\noch ni\n\n- [lagen](https://a.example)") == "Hej du\noch ni\nlagen"


def test_the_words_of_its_links_can_be_asked_for() -> None:
    assert links("[**här**](https://a.example), [x](http://a.example) och [lagen](tel:112)") == ("här", "lagen")


@pytest.mark.parametrize("text", ["[x]()", "[x](tel:070-174 06 05)", "[x]( https://a.example", "Se [lagen](http://a.example)."])
def test_a_slip_in_a_link_is_found(text: str) -> None:
    assert broken_link(text)


def test_brackets_alone_are_no_link() -> None:
    assert not broken_link("Se lagen [1] (2026:1), [x] och x(1)")


@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_a_text_that_is_no_markdown_can_be_shown_as_it_stands(text: str) -> None:
    plain = clean(text)
    shown = as_written(plain)
    assert "".join(as_words(shown).split()) == "".join(plain.split())
    assert not broken_link(shown)
    assert {tag for tag, _ in Reader(as_html(shown)).tags} <= {"p", "br"}


@pytest.mark.parametrize("text", ["2 * 3 och fil_namn_a", "Punkt 1. Se [1] (2026:1)", "C:\\dator", "1.5 m"])
def test_a_text_that_nothing_looks_like_a_mark_in_is_written_as_it_is(text: str) -> None:
    assert as_written(text) == text
