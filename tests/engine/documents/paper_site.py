"""The small site with documents: a decision that a step makes, and a letter that is made when it is needed."""

from engine.store import tables
from tests.site import FAULTS, Site, fault

DOCUMENTS = """
register: {title: Fel i lokal, type: Felanmälan, secrecy: [{kind: works, text: Sekret hos verket}, {text: Annars inte}]}
documents:
  beslut:
    title: Beslut
    text: |
      # Ärende {{ case.number }}
      {{ name }} vid {{ case.unit }}, {{ place }}. {{ what }}
      {% for one in case.decisions %}
      - {{ one.step }}: {{ one.outcome }}, {{ one.by }}, {{ one.function }}, {{ one.date }}
      {% endfor %}
      {% if verdict is chosen("x") %}{% endif %}
      Sagt: {{ written }}
  brev:
    title: Brev
    text: "Hej. {% for talk in rounds.talk %}{{ talk.said }} ({{ talk.saved_by }}){% endfor %}"
"""
WITH_DOCUMENTS = FAULTS.replace(
    "  looking:\n", "  letter: {kind: document, title: Skriv beslutet, document: beslut, by: receiver, repeat: true}\n  looking:\n"
).replace("go: looking}", "go: letter}") + DOCUMENTS.replace('      {% if verdict is chosen("x") %}{% endif %}\n', "")


def decided(site: Site) -> tables.Case:
    """A case in which somebody is to write the decision."""
    site.publish(WITH_DOCUMENTS)
    case = site.case(fault("Kim <b>Kimsson</b>", what="Slog *Lo*."))
    site.decide(case, "ada", "look")
    return case
