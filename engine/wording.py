"""Problems and faults in words: the only place where an error's code becomes a sentence."""

from typing import Any

from engine.errors import Fault, Problem
from engine.fields import Context, FieldType, Question
from engine.steps import StepKind
from engine.texts import LANGUAGES, engine_texts, fill, in_language


def problem_in_words(problem: Problem, context: Context) -> str:
    """The sentence for a problem: the author's own for an unanswered question, else the type's or kind's, else the shared one."""
    owner = problem.owner
    if isinstance(owner, Question):
        if problem.code == "required" and owner.missing:
            return in_language(owner.missing, context.language)
        owner = owner.type
    facts = {name: value for name, value in problem.facts.items()}
    sentence = _own(owner, problem.code, context.language)
    if sentence is not None:
        return fill(sentence, facts)
    return engine_texts().say(f"answers.{problem.code}", context.language, **facts)


def _own(owner: Any, code: str, language: str) -> str | None:
    """A plug-in's own sentence."""
    if not isinstance(owner, FieldType | StepKind):
        return None
    for candidate in (language, *LANGUAGES):
        if code in owner.texts.get(candidate, {}):
            return owner.texts[candidate][code]
    return None


def fault_in_words(fault: Fault, language: str = "sv") -> str:
    """The sentence for a fault, with the guess where there is one."""
    texts = engine_texts()
    sentence = texts.say(f"faults.{fault.code}", language, **fault.facts)
    if fault.guess is None:
        return sentence
    code = "faults.write" if fault.code in _WRITE else "faults.guess"
    return f"{sentence} {texts.say(code, language, guess=fault.guess)}"


_WRITE = frozenset({"needs-quotes", "braces", "colon", "key-not-text", "not-string", "not-boolean"})
