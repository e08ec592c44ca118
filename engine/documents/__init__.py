"""Documents: an author's text with places for what a case says, filled in and made into HTML. A text is only ever filled, never run."""

from engine.documents.filling import TooLong, fill
from engine.documents.language import Known, Slip, slips, uses

__all__ = ["Known", "Slip", "TooLong", "fill", "slips", "uses"]
