"""The documents of a case: read as a page, saved as a PDF, and made, one by one or the whole file at once."""

from flask import Blueprint

from admin.documents import making, showing, whole


def add_documents(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    of_case = "/<org>/cases/<uuid:case>/documents"
    blueprint.add_url_rule(f"{of_case}/<int:number>", "document", showing.document)
    blueprint.add_url_rule(f"{of_case}/<int:number>.pdf", "document_pdf", showing.as_pdf)
    blueprint.add_url_rule(f"{of_case}/new/<key>", "new_document", making.new_document)
    blueprint.add_url_rule(f"{of_case}/new/<key>", "make_document", making.make, methods=["POST"])
    blueprint.add_url_rule("/<org>/cases/<uuid:case>/file", "whole_file", whole.whole_file)
    blueprint.add_url_rule("/<org>/cases/<uuid:case>/file", "make_file", whole.make_file, methods=["POST"])
