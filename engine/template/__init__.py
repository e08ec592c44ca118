"""The template format: a text becomes a FormTemplate, or a list of every fault in it."""
