"""A template of which something is true that the checks can not show: a question that depends on more answers than they go through."""

from tests.site import FAULTS

MANY = 13
_ASKED = "".join(f"        q{number}: {{type: yes_no, label: Fråga {number}}}\n" for number in range(MANY))
_ALL = ", ".join(f"q{number}: {str(bool(number % 2)).lower()}" for number in range(MANY))
_PAGE = f"    many:\n      title: Fler frågor\n      questions:\n{_ASKED}        last: {{type: text, label: Sist, show_if: {{{_ALL}}}}}\n"
UNPROVED = FAULTS.replace("    hurt:\n", f"{_PAGE}    hurt:\n", 1)
LINE = UNPROVED[: UNPROVED.index("        last:")].count("\n") + 1
KEY = f"condition-not-proved {LINE}"
"""The one finding, by code and line."""
