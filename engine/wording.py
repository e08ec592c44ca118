"""Problems and faults in words: the only place where an error's code becomes a sentence."""

from engine.errors import Fault, Mark, Problem
from engine.fields import Context, FieldType, Question
from engine.steps import StepKind
from engine.texts import engine_texts, in_language


def problem_in_words(problem: Problem, context: Context) -> str:
    """The sentence for a problem: the author's own for an unanswered question, else the type's or kind's, else the shared one."""
    owner, texts = problem.owner, engine_texts()
    if isinstance(owner, Question):
        if problem.code in UNANSWERED and owner.missing:
            return in_language(owner.missing, context.language)
        owner = owner.type
    said = owner.say(problem.code, context.language, **problem.facts) if isinstance(owner, FieldType | StepKind) else None
    # a foreign type that raises a code without words must not take the page with it
    code = problem.code if texts.has(f"answers.{problem.code}") else "wrong-type"
    return said or texts.say(f"answers.{code}", context.language, **problem.facts)


UNANSWERED = frozenset({"required", "too-few-rows"})
"""The codes for which the author's own `missing` speaks."""


def fault_in_words(fault: Fault, language: str = "sv") -> str:
    """The sentence for a fault, with the guess where there is one, and the use of the block that it stands in."""
    texts = engine_texts()
    said = [texts.say(f"faults.{fault.code}", language, **fault.facts)]
    if fault.guess is not None:
        said.append(texts.say("faults.write" if fault.code in _WRITE else "faults.guess", language, guess=fault.guess))
    if fault.mark.use is not None:
        said.append(met_in_words(fault.mark, language))
    return " ".join(said)


def met_in_words(mark: Mark, language: str = "sv") -> str:
    """In which use of a block something was met; empty for what stands in no block."""
    use = mark.use
    if use is None:
        return ""
    code = "met" if use.file == mark.file else "met-in-text" if use.file is None else "met-in-file"
    return engine_texts().say(f"faults.{code}", language, block=use.block, use=use.id, line=use.line, file=use.file)


_WRITE = frozenset({"needs-quotes", "braces", "colon", "key-not-text", "not-string", "not-boolean", "value-needs-quotes", "change-missing"})
