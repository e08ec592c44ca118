"""Who has been told of the case, with proof: when, by which mail, who saw it, and who acknowledged it."""

from typing import Any

from flask import url_for

from admin.case_view import CaseView
from admin.received.proof import proof_in_words


def notices(view: CaseView) -> dict[str, Any] | None:
    """Each notice; with a button where it waits for the reader to acknowledge it."""
    told = view.whole.notices
    mine = [proof for proof in told if proof.mailbox in view.here.actor.mailboxes and proof.acknowledged is None]
    return (
        {
            "notices": [
                {
                    "title": view.book.notice(view.scene.published.key, proof.step),
                    "mailbox": view.book.mailbox(proof.mailbox),
                    "lines": proof_in_words(proof, view.when, view.whole.names),
                    "waits": proof in mine,
                    "id": proof.id,
                }
                for proof in told
            ],
            "acknowledge": url_for("admin.acknowledge", org=view.here.org),
            "case": view.row.id,
        }
        if told
        else None
    )
