"""Every table of the database, without behaviour. Rows are not the model: the rest of the engine works with its own values."""

from engine.store.tables.cases import (
    Case,
    CaseFlag,
    CaseMailbox,
    CasePerson,
    CaseSubmission,
    Exclusion,
    JournalLine,
    Notice,
    OutgoingMail,
    StepRound,
    StepRun,
)
from engine.store.tables.closed_months import ClosedMonth
from engine.store.tables.columns import MAIN_AUTHORITY, Base, Moment, OrganisationOwned
from engine.store.tables.counting import COLUMNS, TALLY_KEYS, Fact, FactSource, FactStrip, FactValue, FreshFact, Tally, TallyLine
from engine.store.tables.delegations import Delegation
from engine.store.tables.dialogue import Dialogue, DialogueVisit, Message
from engine.store.tables.directory import (
    Attempt,
    Calendar,
    Grant,
    Holding,
    Mailbox,
    Membership,
    Organisation,
    Person,
    SignIn,
    Unit,
)
from engine.store.tables.documents import CaseDocument, RegisterEntry
from engine.store.tables.exports import RowExport
from engine.store.tables.files import Attachment, AttachmentContent
from engine.store.tables.forms import (
    Draft,
    FactColumn,
    KeyCopy,
    Submission,
    SubmissionRow,
    Template,
    TemplateDraft,
    TemplateFile,
    TemplateVersion,
)
from engine.store.tables.interpretations import Interpretation
from engine.store.tables.invitations import Invitation
from engine.store.tables.mailing import MailChoice, MailShare
from engine.store.tables.notes import CaseNote
from engine.store.tables.numbers import NumberKind, UnitNumber
from engine.store.tables.own_reports import OwnReport
from engine.store.tables.pauses import Pause
from engine.store.tables.records import Record, RecordLink, RecordReason, RecordToken
from engine.store.tables.samples import Sample, SampleCase
from engine.store.tables.saved_views import SavedView
from engine.store.tables.schedules import ReportMail, ReportSchedule
from engine.store.tables.signals import RaisedSignal, SignalMail, SignalWatch
from engine.store.tables.step_drafts import StepDraft
from engine.store.tables.ties import CaseTie

__all__ = [
    "COLUMNS",
    "MAIN_AUTHORITY",
    "TALLY_KEYS",
    "Attachment",
    "AttachmentContent",
    "Attempt",
    "Base",
    "Calendar",
    "Case",
    "CaseDocument",
    "CaseFlag",
    "CaseMailbox",
    "CaseNote",
    "CasePerson",
    "CaseSubmission",
    "CaseTie",
    "ClosedMonth",
    "Delegation",
    "Dialogue",
    "DialogueVisit",
    "Draft",
    "Exclusion",
    "Fact",
    "FactColumn",
    "FactSource",
    "FactStrip",
    "FactValue",
    "FreshFact",
    "Grant",
    "Holding",
    "Interpretation",
    "Invitation",
    "JournalLine",
    "KeyCopy",
    "MailChoice",
    "MailShare",
    "Mailbox",
    "Membership",
    "Message",
    "Moment",
    "Notice",
    "NumberKind",
    "Organisation",
    "OrganisationOwned",
    "OutgoingMail",
    "OwnReport",
    "Pause",
    "Person",
    "RaisedSignal",
    "Record",
    "RecordLink",
    "RecordReason",
    "RecordToken",
    "RegisterEntry",
    "ReportMail",
    "ReportSchedule",
    "RowExport",
    "Sample",
    "SampleCase",
    "SavedView",
    "SignIn",
    "SignalMail",
    "SignalWatch",
    "StepDraft",
    "StepRound",
    "StepRun",
    "Submission",
    "SubmissionRow",
    "Tally",
    "TallyLine",
    "Template",
    "TemplateDraft",
    "TemplateFile",
    "TemplateVersion",
    "Unit",
    "UnitNumber",
]


def _write_parents_first() -> None:
    """Without relationships a session writes tables in the order of this key, which would put a case before its submission."""
    order = {table.name: number for number, table in enumerate(Base.metadata.sorted_tables)}
    for mapper in Base.registry.mappers:
        mapper._sort_key = f"{order[mapper.class_.__tablename__]:03}"


_write_parents_first()
