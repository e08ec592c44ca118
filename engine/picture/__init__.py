"""The workflow of a template as a picture that is as narrow as a phone: steps one under the other, and lines to where they lead."""

from engine.picture.layout import picture
from engine.picture.svg import svg

__all__ = ["picture", "svg"]
