"""Hides as few numbers as are needed for that no small one can be worked out: cell suppression, by a cube, attacks and a choice."""
