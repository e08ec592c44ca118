"""Reads form documents of GOV.UK Forms: a page for each question, and routes as conditions of what they go past."""
