"""The pages about people whom cases are about: who somebody in a case is, searching, and all about one person in one place."""

from flask import Blueprint

from admin.records.case_persons import add_person, link_person, person_in_case
from admin.records.one_record import give_reason, open_name, protect, record
from admin.records.searching import find, search_page


def add_records(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    blueprint.add_url_rule("/<org>/cases/<uuid:case>/people", "add_person", add_person)
    blueprint.add_url_rule("/<org>/cases/<uuid:case>/people", "link_person", link_person, methods=["POST"])
    blueprint.add_url_rule("/<org>/cases/<uuid:case>/people/<int:at>", "person_in_case", person_in_case)
    blueprint.add_url_rule("/<org>/people", "people", search_page)
    blueprint.add_url_rule("/<org>/people", "find_person", find, methods=["POST"])
    blueprint.add_url_rule("/<org>/people/<uuid:record>", "record", record)
    blueprint.add_url_rule("/<org>/people/<uuid:record>/reason", "record_reason", give_reason, methods=["POST"])
    blueprint.add_url_rule("/<org>/people/<uuid:record>/name", "open_name", open_name, methods=["POST"])
    blueprint.add_url_rule("/<org>/people/<uuid:record>/protection", "protect_record", protect, methods=["POST"])
