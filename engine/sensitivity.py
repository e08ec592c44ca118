"""Where something of an answer may be shown: one table, which every channel asks. It must not know how any of them works."""

from collections.abc import Callable, Mapping
from enum import Enum

from engine.fields import Question


class Channel(Enum):
    """A way out of the sealed answers. The pages of a case are none: there all is shown to those who may read the case.

    What is built without answers has nothing to ask about: logs, addresses and titles hold kinds, ids and numbers only.
    """

    MAIL = "mail"
    LOG = "log"
    ADDRESS = "address"
    TITLE = "title"
    STATISTICS = "statistics"
    REPORT = "report"
    FILTER = "filter"
    FLAG = "flag"
    SIGNAL = "signal"
    EXPORT = "export"
    SEARCH = "search"
    RETENTION = "retention"


def may_show(question: Question, channel: Channel, *, granted: bool = False) -> bool:
    """True when the answers to a question may come out by a channel; `granted`: to someone who may read the answers themselves anyway."""
    return _RULES[channel](question, granted)


def counted_alone(question: Question) -> bool:
    """True when an answer is counted by unit and month only, with nothing beside it and without its source."""
    return question.sensitive


def _never(question: Question, granted: bool) -> bool:
    return False


def _place(question: Question, granted: bool) -> bool:
    """The unit that got the report, which is how its receivers know what a mail is about."""
    return question.routes and not question.personal and not question.sensitive


def _counted(question: Question, granted: bool) -> bool:
    return question.statistics


def _in_tables(question: Question, granted: bool) -> bool:
    return question.statistics and (granted or not question.personal)


def _as_filters(question: Question, granted: bool) -> bool:
    return _in_tables(question, granted) and not question.sensitive


def _told_of(question: Question, granted: bool) -> bool:
    """What there was more of than usual is told to those who may see nothing but numbers."""
    return _as_filters(question, granted=False)


def _in_rows(question: Question, granted: bool) -> bool:
    """Behind a report: closed values only, and each row from a case that its taker may read."""
    return granted and _as_filters(question, granted)


def _not_sensitive(question: Question, granted: bool) -> bool:
    """What a case is marked with stands in lists, so no sensitive answer may decide it."""
    return not question.sensitive


def _impersonal(question: Question, granted: bool) -> bool:
    """What is left of an answer when its case is erased."""
    return question.statistics and not question.personal


_RULES: Mapping[Channel, Callable[[Question, bool], bool]] = {
    Channel.MAIL: _place,
    Channel.LOG: _never,
    Channel.ADDRESS: _never,
    Channel.TITLE: _never,
    Channel.STATISTICS: _counted,
    Channel.REPORT: _in_tables,
    Channel.FILTER: _as_filters,
    Channel.FLAG: _not_sensitive,
    Channel.SIGNAL: _told_of,
    Channel.EXPORT: _in_rows,
    Channel.SEARCH: _never,
    Channel.RETENTION: _impersonal,
}
