"""A form written as a JSON Schema: compiled to the same pages and questions as one in YAML, and judged as a whole by the schema itself."""
