"""A case as its reader has it before them: opened, with the reading written down, and what every part of its page needs."""

from datetime import datetime
from functools import cached_property

from flask import url_for

from admin.book import Book
from admin.guard import Visit, case_row, visit
from admin.when import When
from engine.access import may_act, may_handle
from engine.actions.casefile import CaseFile
from engine.actions.read_it import read_it
from engine.actions.scene import Scene
from engine.actions.whole_case import WholeCase, whole_case
from engine.fields import Context
from engine.store import tables
from engine.workflow import Run
from forms.wording import language, say


def open_scene(here: Visit, row: tables.Case | tables.Submission) -> Scene:
    """The world of a case or report: its own version of the template."""
    scene = here.office.scene(here.org, row.template, row.version)
    if scene is None:
        raise LookupError(f"{row.template} {row.version} is used but not stored")
    return scene


def open_case(here: Visit, scene: Scene, row: tables.Case) -> WholeCase:
    """The case, once its reading is in the journal and its notices are seen."""
    whole = here.office.read(here.org, lambda session: whole_case(session, scene, row, here.actor, signed_in=here.session))
    if whole.unread:
        reports = [report.id for report, _ in whole.file.reports]
        here.office.write(
            here.org,
            lambda session: read_it(session, scene, row.id, reports, actor=here.actor, signed_in=here.session),
        )
    return whole


class CaseView:
    """What the parts of a case's page are made from. It decides nothing."""

    def __init__(self, here: Visit, scene: Scene, row: tables.Case, whole: WholeCase) -> None:
        self.here, self.scene, self.row, self.whole = here, scene, row, whole
        self.when = When(scene.organisation, scene.now)
        self.book = Book(here.office, scene.organisation, whole.mailboxes)

    @property
    def file(self) -> CaseFile:
        """The case with its reports and rounds."""
        return self.whole.file

    @property
    def closed(self) -> bool:
        """True when nothing more is done in it."""
        return self.file.case.closed is not None

    @cached_property
    def mine(self) -> list[Run]:
        """The open steps that the reader can do."""
        return [] if self.closed else [run for run in self.file.case.open() if self._does(run)]

    @cached_property
    def handles(self) -> bool:
        """True for whoever received the case or has something to do in it, as long as it is open."""
        return not self.closed and (bool(self.mine) or self.receives)

    @cached_property
    def receives(self) -> bool:
        """True for whoever received the case."""
        return may_handle(self.here.actor, self.file.subject)

    def _does(self, run: Run) -> bool:
        return may_act(self.here.actor, self.file.subject, run.doer(self.scene.organisation))

    def url(self, endpoint: str, **values: object) -> str:
        """The address of a page of this case: `admin.<endpoint>`."""
        return url_for(f"admin.{endpoint}", org=self.here.org, case=self.row.id, **values)  # type: ignore[arg-type]

    def step_url(self, run: Run) -> str:
        """Where the reader does a step; empty for one that waits for somebody else."""
        return self.url("step", run=run.number) if run in self.mine else ""

    def still(self, run: Run) -> str:
        """Until when a step stands still, and who said so."""
        pause = self.whole.pauses[run.number]
        name = self.whole.names.get(pause.person, "")
        return say("pause.until", day=self.when.dated(run.remind), name=name) if run.remind else say("pause.open", name=name)

    def at(self, moment: datetime) -> Context:
        """The situation in which something was answered."""
        files = {id: kept.attachment for id, kept in self.whole.files.items()}
        return Context(self.scene.organisation, moment, language(), people=self.whole.people, files=files)

    def saved_from(self, file: str) -> str:
        """Where a file that the case's answers name is saved from."""
        return self.url("case_file", file=file)


def case_view() -> CaseView:
    """The case in the address, before the visitor whom the judge let in."""
    here, row = visit(), case_row()
    scene = open_scene(here, row)
    return CaseView(here, scene, row, open_case(here, scene, row))
