"""The bare app's form page: one plain loop over the same forty questions, in markup like the product's."""

from collections.abc import Callable

from jinja2 import Environment

from benchmarks.questions import Asked

PAGE = """<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><title>Fyrtio frågor</title><link rel="stylesheet" href="/static/app.css"></head>
<body class="govuk-template__body">
<main class="govuk-main-wrapper" id="main"><h1 class="govuk-heading-l">Fyrtio frågor</h1>
<form method="post" action="/one" novalidate>
{% for question in questions %}
<div class="govuk-form-group">
{% if question.options %}
<fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{{ question.label }}</legend>
{% set kind = "checkbox" if question.type == "choices" else "radio" %}
{% for key, label in question.options %}
<div class="govuk-{{ kind }}es__item"><input class="govuk-radios__input" type="{{ kind }}" id="{{ question.id }}-{{ loop.index }}"
 name="{{ question.id }}" value="{{ key }}"><label class="govuk-label" for="{{ question.id }}-{{ loop.index }}">{{ label }}</label></div>
{% endfor %}
</fieldset>
{% elif question.type == "long_text" %}
<label class="govuk-label govuk-label--s" for="{{ question.id }}">{{ question.label }}</label>
<textarea class="govuk-textarea" id="{{ question.id }}" name="{{ question.id }}" rows="5"></textarea>
{% else %}
<label class="govuk-label govuk-label--s" for="{{ question.id }}">{{ question.label }}</label>
<input class="govuk-input" type="text" id="{{ question.id }}" name="{{ question.id }}" autocomplete="off">
{% endif %}
</div>
{% endfor %}
<button class="govuk-button">Skicka</button>
</form></main></body></html>
"""


def draw(environment: Environment, questions: tuple[Asked, ...]) -> Callable[[], str]:
    """A view that draws the page anew each time."""
    template = environment.from_string(PAGE)
    return lambda: template.render(questions=questions)
