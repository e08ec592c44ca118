"""Fictional organisations and what runs them as a demonstration. Nothing of it is part of an installation."""
