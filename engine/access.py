"""Who may do what. Rights come from memberships and grants, never from anything else; whoever is shut out of a case never gets in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from engine.organisation import Organisation

READS = frozenset({"receiver", "notice", "step"})
"""Why a case has reached a mailbox, when that gives its members the right to read; a copy does not."""


@dataclass(frozen=True)
class Actor:
    """A signed-in person on a day: the mailboxes one is in, and the rights one has been given, each with its unit or None for all."""

    id: UUID
    name: str
    mailboxes: frozenset[str] = frozenset()
    rights: frozenset[tuple[str, str | None]] = frozenset()
    day: date = date.min

    def has(self, right: str) -> bool:
        """True when the right is given anywhere."""
        return any(name == right for name, _ in self.rights)


@dataclass(frozen=True)
class LetIn:
    """A person whom a case lets in by name, from a day to a last one, None for no end; `why` is "doer" or "reader"."""

    person: UUID
    why: str
    start: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """True when it holds on that day."""
        return self.start <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Subject:
    """What access asks of a case or a report: its unit, why it has reached which mailboxes, and which persons are shut out.

    What stands in a `compartment` is read by the mailboxes that it has reached, and not by virtue of a grant. `named` are let in by name.
    """

    unit: str | None
    reached: Mapping[str, frozenset[str]]
    excluded: frozenset[UUID]
    compartment: bool = False
    named: tuple[LetIn, ...] = ()

    @property
    def received(self) -> bool:
        """True when some mailbox has received it; what none has waits for those who read everything."""
        return any("receiver" in why for why in self.reached.values())

    @property
    def by_grant(self) -> bool:
        """True when a grant opens it."""
        return not (self.compartment and self.received)


def may_read(actor: Actor, subject: Subject, organisation: Organisation) -> bool:
    """A member of a mailbox that the case has reached with a right to read, someone it lets in by name, or, outside compartments,
    someone granted its unit's cases."""
    if actor.id in subject.excluded:
        return False
    member = any(subject.reached.get(mailbox, frozenset()) & READS for mailbox in actor.mailboxes)
    named = any(one.person == actor.id and one.on(actor.day) for one in subject.named)
    return member or named or (subject.by_grant and granted(actor, "read_cases", subject.unit, organisation))


@dataclass(frozen=True)
class Doer:
    """Who does a step: a mailbox, and the one person it has been given to, if any."""

    mailbox: str | None
    person: UUID | None = None


def may_act(actor: Actor, subject: Subject, doer: Doer) -> bool:
    """The person whom the step has been given to, or a member of the mailbox that does it: nobody's absence may stop a case."""
    if actor.id in subject.excluded or doer.mailbox is None:
        return False
    return doer.mailbox in actor.mailboxes or doer.person == actor.id


def may_handle(actor: Actor, subject: Subject) -> bool:
    """A member of the receiving mailbox: starts, joins, forwards, shuts out. What nobody has received is for those who read everything."""
    if actor.id in subject.excluded:
        return False
    if not subject.received:
        return everywhere(actor, "read_cases")
    return any(mailbox in actor.mailboxes for mailbox, why in subject.reached.items() if "receiver" in why)


def may_register(actor: Actor, subject: Subject, organisation: Organisation) -> bool:
    """Someone granted the register of its unit, who sees no more of a case than that; a compartment has a register of its own."""
    return actor.id not in subject.excluded and not subject.compartment and granted(actor, "register", subject.unit, organisation)


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


READ_RECORDS = "read_records"


def seeks_people(actor: Actor) -> bool:
    """True when the person may search for people whom cases of some unit are about."""
    return actor.has(READ_RECORDS)


TEMPLATE_RIGHTS = ("publish", "administer")


def keeps_templates(actor: Actor) -> bool:
    """True when the person looks after the organisation's templates."""
    return any(everywhere(actor, right) for right in TEMPLATE_RIGHTS)


def publishes(actor: Actor) -> bool:
    """True when the person may take templates into use."""
    return everywhere(actor, "publish")


def administers(actor: Actor) -> bool:
    """True when the person looks after the whole organisation."""
    return everywhere(actor, "administer")


def registers(actor: Actor) -> bool:
    """True when the person keeps the register of some unit."""
    return actor.has("register")


_SETTINGS = """
settings mailboxes add_mailbox mailbox change_mailbox member change_member functions function change_function units add_unit unit
change_unit calendars choose_unit calendar change_calendar delegations change_delegations accounts invite account change_account
"""

POLICY: Mapping[str, str] = {
    # the public side: anyone
    "static": "anyone",
    "health": "anyone",
    "forms.home": "anyone",
    "forms.organisation": "anyone",
    "forms.away": "anyone",
    "forms.start": "anyone",
    "forms.begin": "anyone",
    "forms.page": "anyone",
    "forms.save_page": "anyone",
    "forms.check": "anyone",
    "forms.send": "anyone",
    "forms.receipt": "anyone",
    "forms.receipt_calendar": "anyone",
    "forms.receipt_contact": "anyone",
    "forms.forget_receipt": "anyone",
    "forms.status": "anyone",
    "forms.show_status": "anyone",
    # these ask themselves for the code on the receipt, or for the visit that it has opened
    "forms.dialogue": "anyone",
    "forms.write_message": "anyone",
    "forms.keep_contact": "anyone",
    "forms.leave": "anyone",
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
    "embed.receipt_contact": "anyone",
    "embed.forget_receipt": "anyone",
    "embed.go": "anyone",
    # the signed-in side: nobody, but for signing in
    "admin.sign_in": "anyone",
    "admin.do_sign_in": "anyone",
    "admin.welcome": "anyone",
    "admin.choose_password": "anyone",
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
    "admin.report_dialogue": "submission-handler",
    "admin.write_in_report_dialogue": "submission-handler",
    "admin.register": "signed-in",
    "admin.mail_choices": "signed-in",
    "admin.choose_mail": "signed-in",
    "admin.failed_mails": "administrator",
    "admin.try_mail": "administrator",
    "admin.case": "case-reader",
    "admin.case_file": "case-reader",
    "admin.step": "case-reader",
    "admin.act": "step-doer",
    "admin.hand_over": "case-handler",
    "admin.do_hand_over": "case-handler",
    "admin.ties": "case-receiver",
    "admin.relate": "case-receiver",
    "admin.unrelate": "case-receiver",
    "admin.merge": "case-receiver",
    "admin.split": "case-receiver",
    "admin.reopen": "case-receiver",
    "admin.readers": "case-receiver",
    "admin.add_reader": "case-receiver",
    "admin.end_reader": "case-receiver",
    "admin.case_dialogue": "case-handler",
    "admin.write_in_case_dialogue": "case-handler",
    "admin.add_step": "case-handler",
    "admin.affected": "case-handler",
    "admin.ask_pause": "case-handler",
    "admin.pause": "case-handler",
    "admin.resume": "case-handler",
    "admin.shut_out": "case-handler",
    "admin.received": "notice-receiver",
    "admin.acknowledge": "notified",
    "admin.samples": "notice-receiver",
    "admin.draw_sample": "notice-receiver",
    "admin.sample": "sample-reader",
    "admin.review": "sample-reviewer",
    "admin.save_review": "sample-reviewer",
    "admin.add_person": "case-receiver",
    "admin.person_in_case": "case-receiver",
    "admin.link_person": "case-receiver",
    "admin.people": "people-seeker",
    "admin.find_person": "people-seeker",
    "admin.record": "record-reader",
    "admin.record_reason": "record-reader",
    "admin.open_name": "record-reader",
    "admin.protect_record": "record-reader",
    "admin.document": "case-reader",
    "admin.document_pdf": "case-reader",
    "admin.new_document": "case-handler",
    "admin.make_document": "case-handler",
    "admin.whole_file": "case-handler",
    "admin.make_file": "case-handler",
    "admin.registration": "registrar",
    "admin.enter_numbers": "registrar",
    "admin.registration_csv": "registrar",
    "admin.enter_number": "case-handler",
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
    **{f"admin.{page}": "administrator" for page in _SETTINGS.split()},
}
"""Every route of both applications and who may come in. A route that is not here does not exist."""
