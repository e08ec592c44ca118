"""Reads forms of Form.io: components as questions, and what shows and hides them as conditions. No script of theirs is ever run."""
