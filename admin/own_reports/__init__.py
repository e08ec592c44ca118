"""Reports of the organisation's own: all of them, writing one with its table beside it, and taking one away or back."""

from flask import Blueprint

from admin.own_reports.changing import keep_own_report, retire_own_report
from admin.own_reports.listing import own_reports
from admin.own_reports.writing import new_own_report, own_report


def add_own_reports(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    blueprint.add_url_rule("/<org>/own-reports", "own_reports", own_reports)
    blueprint.add_url_rule("/<org>/own-reports/new", "new_own_report", new_own_report)
    blueprint.add_url_rule("/<org>/own-reports/new", "keep_own_report", keep_own_report, methods=["POST"])
    blueprint.add_url_rule("/<org>/own-reports/<report>", "own_report", own_report)
    blueprint.add_url_rule("/<org>/own-reports/<report>", "retire_own_report", retire_own_report, methods=["POST"])
