"""The engine: from a template and answers to cases, journal, mail and numbers. It knows no web, no country and no trade."""
