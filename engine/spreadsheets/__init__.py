"""Rows as a file for a spreadsheet, in which no cell can become a formula."""
