"""The pages of reports that go out by mail: all schedules, one of them with what has gone out by it, and each mail as it would go now."""

from flask import Blueprint

from admin.schedules import listing, mail, one


def add_schedules(blueprint: Blueprint) -> None:
    """Put the pages on a blueprint of the signed-in side."""
    schedule = "/<org>/schedules/<template>/<report>/<int:number>"
    blueprint.add_url_rule("/<org>/schedules", "schedules", listing.schedules, methods=["GET"])
    blueprint.add_url_rule("/<org>/schedules", "choose_report", listing.choose_report, methods=["POST"])
    blueprint.add_url_rule(schedule, "schedule", one.schedule, methods=["GET"])
    blueprint.add_url_rule(schedule, "change_schedule", one.change_schedule, methods=["POST"])
    blueprint.add_url_rule(f"{schedule}/mail/<mailbox>", "scheduled_mail", mail.scheduled_mail, methods=["GET"])
