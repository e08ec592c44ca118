"""Templates of any number of questions, and answers to them: a page for every ten, every sort of question, half of them with conditions."""

from typing import Any

A_PAGE = 10
_SORTS = (
    "q{n}: {{type: choice, label: Fråga {n}, options: {{list: svar}}}}",
    "q{n}: {{type: text, label: Fråga {n}, max_length: 100, show_if: {{q{before}: a}}}}",
    "q{n}: {{type: number, label: Fråga {n}, min: 0, max: 1000}}",
    "q{n}: {{type: yes_no, label: Fråga {n}, show_if: {{q{before}: {{at_least: 3}}}}}}",
    "q{n}: {{type: long_text, label: Fråga {n}, optional: true, show_if: {{any: [{{q{before}: true}}, {{q{first}: b}}]}}}}",
    "q{n}: {{type: date, label: Fråga {n}, max: today}}",
    "q{n}: {{type: choices, label: Fråga {n}, options: {{list: svar}}}}",
    "q{n}: {{type: text, label: Fråga {n}, pattern: '[A-Z]{{3}} [0-9]{{3}}', show_if: {{q{before}: {{includes: a}}}}}}",
    "q{n}: {{type: email, label: Fråga {n}, optional: true}}",
    "q{n}: {{type: choice, label: Fråga {n}, options: {{list: svar}}, statistics: true}}",
)
_ANSWERS: tuple[Any, ...] = ("a", "Ett kort svar", 7, True, "Ett längre svar", "2026-09-01", ["a", "c"], "ABC 123", "a@example.org", "b")
_TOP = """\
template: stor
title: Stor
functions: {{desk: Desk, boss: Boss}}
lists: {{svar: {{a: Första, b: Andra, c: Tredje}}}}
routing:
  - {{when: {{q{last}: b}}, to: boss}}
  - {{to: desk}}
form:
  pages:
"""


def text(count: int) -> str:
    """A template of so many questions, a multiple of ten."""
    pages = (f"    p{page}:\n      title: Sida {page}\n      questions:\n{_questions(page)}\n" for page in range(count // A_PAGE))
    return _TOP.format(last=count - 1) + "".join(pages)


def _questions(page: int) -> str:
    first = page * A_PAGE
    return "\n".join("        " + sort.format(n=first + place, before=first + place - 1, first=first) for place, sort in enumerate(_SORTS))


def answers(count: int) -> dict[str, Any]:
    """Answers to all of them, as they are stored."""
    return {f"q{number}": _ANSWERS[number % A_PAGE] for number in range(count)}
