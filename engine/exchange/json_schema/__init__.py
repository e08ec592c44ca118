"""Reads JSON Schemas with the UI schemas of others, and writes the answers of a form as a JSON Schema."""
