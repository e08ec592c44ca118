"""What has been written in the steps: every finished round, with who answered and when."""

from typing import Any

from admin.case_view import CaseView
from admin.record import Section, sections
from engine.steps import Step
from engine.store.cases import Round
from engine.texts import in_language
from forms.wording import language, say


def rounds(view: CaseView) -> dict[str, Any]:
    """The rounds, oldest first."""
    finished = view.file.rounds
    return {"rounds": [shown(view, item, several=sum(other.run == item.run for other in finished) > 1) for item in finished]}


def _title(view: CaseView, step: Step, item: Round, *, several: bool) -> str:
    """The step's name; of a round that an answer names also that, of other rounds their number."""
    title, form = in_language(step.title, language()), step.kind.form(step)
    named = form.find(step.named_by) if form and step.named_by else None
    if named is not None and (value := item.answers.get(named.id)) is not None:
        return say("case.round_named", step=title, name=named.type.show(value, named, view.at(item.at)))
    return say("case.round", step=title, number=item.number) if several else title


def shown(view: CaseView, item: Round, *, several: bool) -> dict[str, Any]:
    """One round, with its number where the step has several."""
    step = view.scene.template.step(view.file.case.run(item.run).step)
    form, title = step.kind.form(step), in_language(step.title, language())
    told = sections(form, item.answers, view.at(item.at), view.file.lookup, link=view.saved_from) if form else []
    return {
        "title": _title(view, step, item, several=several),
        "by": _by(view, item, decision=step.kind.decides),
        "sections": [Section("" if part.title == title else part.title, part.rows) for part in told],
    }


def _by(view: CaseView, item: Round, *, decision: bool) -> str:
    """By whom and when; a decision with the function, and with the number of the delegation as it was that day."""
    name, when = view.whole.names.get(item.person, "") if item.person else "", view.when.moment(item.at)
    if not name:
        return when
    function = view.book.function(view.scene.template, view.file.case.run(item.run).holder)
    if not (decision and function):
        return say("case.round_by", name=name, when=when)
    line = view.whole.delegations.get((item.run, item.number))
    if line is None:
        return say("case.decided_by", name=name, function=function, when=when)
    return say("case.delegated_by", name=name, function=function, number=line.number, when=when)
