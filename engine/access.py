"""Who may do what. Rights come from memberships and grants, never from anything else; whoever is shut out of a case never gets in."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from engine.organisation import Organisation

READS = frozenset({"receiver", "notice", "step"})
"""Why a case has reached a mailbox, when that gives its members the right to read; a copy does not."""


@dataclass(frozen=True)
class Actor:
    """A signed-in person: the mailboxes one is in today, and the rights one has been given, each with its unit or None for all."""

    id: UUID
    name: str
    mailboxes: frozenset[str] = frozenset()
    rights: frozenset[tuple[str, str | None]] = frozenset()

    def has(self, right: str) -> bool:
        """True when the right is given anywhere."""
        return any(name == right for name, _ in self.rights)


@dataclass(frozen=True)
class Subject:
    """What access asks of a case or a report: its unit, why it has reached which mailboxes, and which persons are shut out.

    What stands in a `compartment` is read by the mailboxes that it has reached, and not by virtue of a grant.
    """

    unit: str | None
    reached: Mapping[str, frozenset[str]]
    excluded: frozenset[UUID]
    compartment: bool = False

    @property
    def received(self) -> bool:
        """True when some mailbox has received it; what none has waits for those who read everything."""
        return any("receiver" in why for why in self.reached.values())

    @property
    def by_grant(self) -> bool:
        """True when a grant opens it."""
        return not (self.compartment and self.received)


def may_read(actor: Actor, subject: Subject, organisation: Organisation) -> bool:
    """A member of a mailbox that the case has reached with a right to read, or, outside compartments, someone granted its unit's cases."""
    if actor.id in subject.excluded:
        return False
    member = any(subject.reached.get(mailbox, frozenset()) & READS for mailbox in actor.mailboxes)
    return member or (subject.by_grant and granted(actor, "read_cases", subject.unit, organisation))


def may_act(actor: Actor, subject: Subject, mailbox: str | None) -> bool:
    """A member of the mailbox that does the step."""
    return actor.id not in subject.excluded and mailbox is not None and mailbox in actor.mailboxes


def may_handle(actor: Actor, subject: Subject) -> bool:
    """A member of the receiving mailbox: starts, joins, forwards, shuts out. What nobody has received is for those who read everything."""
    if actor.id in subject.excluded:
        return False
    if not subject.received:
        return everywhere(actor, "read_cases")
    return any(mailbox in actor.mailboxes for mailbox, why in subject.reached.items() if "receiver" in why)


def granted(actor: Actor, right: str, unit: str | None, organisation: Organisation) -> bool:
    """True when the right is given for the unit, for something above it, or for everything."""
    places = {None, *organisation.chain(unit)}
    return any(name == right and place in places for name, place in actor.rights)


def units_with(actor: Actor, right: str, organisation: Organisation) -> frozenset[str]:
    """The units for which the right is given."""
    return frozenset(unit for unit in organisation.units if granted(actor, right, unit, organisation))


def everywhere(actor: Actor, right: str) -> bool:
    """True when the right is given for every unit."""
    return (right, None) in actor.rights


REPORT_RIGHTS = ("read_reports", "read_cases")


def reads_reports(actor: Actor) -> bool:
    """True when the person may see numbers of some unit."""
    return any(actor.has(right) for right in REPORT_RIGHTS)


TEMPLATE_RIGHTS = ("publish", "administer")


def keeps_templates(actor: Actor) -> bool:
    """True when the person looks after the organisation's templates."""
    return any(everywhere(actor, right) for right in TEMPLATE_RIGHTS)


def publishes(actor: Actor) -> bool:
    """True when the person may take templates into use."""
    return everywhere(actor, "publish")


POLICY: Mapping[str, str] = {
    # the public side: anyone
    "static": "anyone",
    "health": "anyone",
    "forms.home": "anyone",
    "forms.organisation": "anyone",
    "forms.start": "anyone",
    "forms.begin": "anyone",
    "forms.page": "anyone",
    "forms.save_page": "anyone",
    "forms.check": "anyone",
    "forms.send": "anyone",
    "forms.receipt": "anyone",
    "forms.status": "anyone",
    "forms.show_status": "anyone",
    "forms.move": "anyone",
    "forms.make_code": "anyone",
    "forms.continue_here": "anyone",
    "forms.use_code": "anyone",
    "forms.accessibility": "anyone",
    "forms.personal_data": "anyone",
    "forms.contact": "anyone",
    "embed.start": "anyone",
    "embed.begin": "anyone",
    "embed.page": "anyone",
    "embed.save_page": "anyone",
    "embed.check": "anyone",
    "embed.send": "anyone",
    "embed.receipt": "anyone",
    "embed.go": "anyone",
    # the signed-in side: nobody, but for signing in
    "admin.sign_in": "anyone",
    "admin.do_sign_in": "anyone",
    "admin.sign_out": "signed-in",
    "admin.home": "anyone",
    "admin.inbox": "signed-in",
    "admin.case_list": "signed-in",
    "admin.submission": "submission-reader",
    "admin.submission_file": "submission-reader",
    "admin.start_case": "submission-handler",
    "admin.join_case": "submission-handler",
    "admin.forward": "submission-handler",
    "admin.mark_wrong": "submission-handler",
    "admin.register": "signed-in",
    "admin.case": "case-reader",
    "admin.case_file": "case-reader",
    "admin.step": "case-reader",
    "admin.act": "step-doer",
    "admin.affected": "case-handler",
    "admin.shut_out": "case-handler",
    "admin.reports": "report-reader",
    "admin.report": "report-reader",
    "admin.report_csv": "report-reader",
    "admin.templates": "template-keeper",
    "admin.template": "template-keeper",
    "admin.template_version": "template-keeper",
    "admin.ready_templates": "template-keeper",
    "admin.new_template": "template-keeper",
    "admin.import_form": "template-keeper",
    "admin.import_template": "template-keeper",
    "admin.edit_template": "template-keeper",
    "admin.check_template": "template-keeper",
    "admin.publish_template": "template-publisher",
    "admin.discard_draft": "template-keeper",
    "admin.restore_version": "template-keeper",
    "admin.archive_template": "template-publisher",
    "admin.take_back_template": "template-publisher",
    "admin.share": "template-keeper",
    "admin.poster": "template-keeper",
}
"""Every route of both applications and who may come in. A route that is not here does not exist."""
