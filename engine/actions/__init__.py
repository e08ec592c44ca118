"""Verbs: each is one function in one file, does all it does in the session it is given, and never commits."""
