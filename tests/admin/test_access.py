"""Every route of the signed-in side against every kind of visitor: who is let in, and that everybody else sees the same nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

import pytest

from engine.policy import POLICY
from engine.store import samples
from engine.store.database import Database
from forms.csrf import FIELD
from forms.web import unlisted
from tests.admin.staff import BASE, Browser, Page, Staff
from tests.engine.actions.test_hand_over import hand
from tests.engine.actions.test_readers import let_in
from tests.site import BY_HAND, FAULTS, ORGANISATION, Site, fault

SIGNED_IN = {
    "excluded",
    "other unit",
    "receiver",
    "doer",
    "given",
    "named",
    "noticed",
    "copied",
    "granted",
    "counting",
    "keeping",
    "registering",
    "administering",
}
KEEPERS = {"keeping", "administering"}
READERS = {"receiver", "doer", "given", "named", "noticed", "granted"}
SETTINGS = """
settings mailboxes add_mailbox mailbox change_mailbox member change_member functions function change_function
units add_unit unit change_unit calendars choose_unit calendar change_calendar
numbers number change_number unit_numbers change_unit_numbers
delegations change_delegations accounts invite account change_account
"""
LET_IN = {
    "admin.home": {"stranger", "elsewhere", *SIGNED_IN},
    "admin.sign_in": {"stranger", "elsewhere", *SIGNED_IN},
    "admin.do_sign_in": {"stranger", "elsewhere", *SIGNED_IN},
    "admin.welcome": {"stranger", "elsewhere", *SIGNED_IN},
    "admin.choose_password": {"stranger", "elsewhere", *SIGNED_IN},
    "admin.sign_out": SIGNED_IN,
    "admin.inbox": SIGNED_IN,
    "admin.mail_choices": SIGNED_IN,
    "admin.choose_mail": SIGNED_IN,
    "admin.failed_mails": {"administering"},
    "admin.try_mail": {"administering"},
    "on_behalf.forms": SIGNED_IN,
    "on_behalf.start": SIGNED_IN,
    "on_behalf.begin": SIGNED_IN,
    "on_behalf.page": SIGNED_IN,
    "on_behalf.save_page": SIGNED_IN,
    "on_behalf.check": SIGNED_IN,
    "on_behalf.send": SIGNED_IN,
    "on_behalf.receipt": SIGNED_IN,
    "on_behalf.paper": SIGNED_IN,
    "admin.case_list": SIGNED_IN,
    "admin.save_view": SIGNED_IN,
    # without the id of an own view there is nothing to change
    "admin.change_view": set(),
    "admin.case": READERS,
    # these have no files; who is let in to one is told beside them, in test_files.py
    "admin.case_file": set(),
    "admin.submission_file": set(),
    # this is another case's report; who is let in is told in test_dialogue.py
    "admin.case_dialogue": set(),
    "admin.write_in_case_dialogue": set(),
    "admin.report_dialogue": {"receiver"},
    "admin.write_in_report_dialogue": {"receiver"},
    # nor are there documents yet: test_making.py
    "admin.document": set(),
    "admin.document_pdf": set(),
    "admin.new_document": {"receiver", "doer", "given"},
    "admin.make_document": {"receiver", "doer", "given"},
    "admin.whole_file": {"receiver", "doer", "given"},
    "admin.make_file": {"receiver", "doer", "given"},
    "admin.step": READERS,
    "admin.act": {"receiver", "doer", "given"},
    "admin.ask_pause": {"receiver", "doer", "given"},
    "admin.pause": {"receiver", "doer", "given"},
    "admin.resume": {"receiver", "doer", "given"},
    # this case has no step to add; what can be added is told in test_adding.py
    "admin.add_step": set(),
    "admin.keep_draft": {"receiver", "doer", "given"},
    "admin.drop_draft": {"receiver", "doer", "given"},
    "admin.affected": {"receiver", "doer", "given"},
    "admin.shut_out": {"receiver", "doer", "given"},
    "admin.hand_over": {"receiver", "doer", "given"},
    "admin.do_hand_over": set(),
    "admin.hand_over_several": SIGNED_IN,
    "admin.do_hand_over_several": set(),
    "admin.notes": {"receiver", "doer", "given"},
    "admin.add_note": {"receiver", "doer", "given"},
    "admin.mark_note": set(),
    "admin.withdraw_note": set(),
    "admin.restore_note": set(),
    "admin.ask_move": {"receiver"},
    "admin.move_case": {"receiver"},
    "admin.ties": {"receiver"},
    "admin.relate": {"receiver"},
    "admin.unrelate": set(),
    "admin.merge": {"receiver"},
    "admin.split": {"receiver"},
    "admin.reopen": {"receiver"},
    "admin.readers": {"receiver"},
    "admin.add_reader": {"receiver"},
    "admin.end_reader": set(),
    "admin.submission": {"receiver", "noticed", "granted"},
    "admin.start_case": {"receiver"},
    "admin.join_case": {"receiver"},
    "admin.forward": {"receiver"},
    "admin.mark_wrong": {"receiver"},
    "admin.received": {"noticed"},
    "admin.acknowledge": {"noticed"},
    "admin.samples": {"noticed"},
    "admin.draw_sample": {"noticed"},
    "admin.sample": {"noticed"},
    "admin.review": {"noticed"},
    "admin.save_review": {"noticed"},
    # these are about nobody; who is let in where somebody is, is told in records/test_access.py
    "admin.add_person": set(),
    "admin.person_in_case": set(),
    "admin.link_person": set(),
    "admin.record": set(),
    "admin.record_reason": set(),
    "admin.open_name": set(),
    "admin.protect_record": set(),
    "admin.people": {"counting"},
    "admin.find_person": {"counting"},
    "admin.registration": {"registering"},
    "admin.enter_numbers": {"registering"},
    "admin.registration_csv": {"registering"},
    "admin.enter_number": {"receiver", "doer", "given"},
    "admin.reports": {"counting", "granted"},
    "admin.report": {"counting", "granted"},
    "admin.report_file": {"counting", "granted"},
    "admin.schedules": {"administering"},
    "admin.choose_report": {"administering"},
    "admin.schedule": {"administering"},
    "admin.change_schedule": {"administering"},
    # nothing is mailed here; who sees the numbers of a mail is told in test_schedules.py
    "admin.scheduled_mail": set(),
    "admin.report_rows": {"counting"},
    "admin.take_rows": {"counting"},
    # who may read all that is counted: test_report_cases.py
    "admin.report_cases": {"granted"},
    "admin.interpretation": {"granted"},
    "admin.keep_interpretation": {"granted"},
    "admin.signals": {"counting", "granted"},
    # none is raised here: test_signals.py
    "admin.signal": set(),
    "admin.settle_signal": set(),
    # who may read all that is counted somewhere: compilations/test_compilations.py
    "admin.compilation": {"granted"},
    "admin.keep_compilation": {"granted"},
    "admin.compilation_pdf": {"granted"},
    "admin.own_reports": {"administering"},
    "admin.new_own_report": {"administering"},
    # there is none with that key: test_own_reports.py
    "admin.own_report": set(),
    "admin.retire_own_report": set(),
    "admin.keep_own_report": {"administering"},
    "admin.templates": KEEPERS,
    "admin.template": KEEPERS,
    "admin.template_version": KEEPERS,
    "admin.template_numbers": KEEPERS,
    "admin.share": KEEPERS,
    "admin.discard_draft": KEEPERS,
    "admin.restore_version": KEEPERS,
    "admin.archive_template": {"keeping"},
    "admin.take_back_template": {"keeping"},
    "admin.ready_templates": KEEPERS,
    "admin.new_template": KEEPERS,
    "admin.import_form": KEEPERS,
    "admin.import_template": KEEPERS,
    "admin.edit_template": KEEPERS,
    "admin.check_template": KEEPERS,
    "admin.publish_template": {"keeping"},
    "admin.poster": KEEPERS,
    **{f"admin.{page}": {"administering"} for page in SETTINGS.split()},
}
"""Who is let in where. A route without a line here fails the test."""

CROWDED = (
    ORGANISATION.replace("members: [gus]", "members: [gus, ivy]")
    .replace(
        "people:\n",
        """people:
  ivy: {name: Ivy, email: ivy@acme.example}
  jo: {name: Jo, email: jo@acme.example, grants: [{right: read_reports}, {right: read_records}, {right: export_rows}]}
  mo: {name: Mo, email: mo@acme.example, grants: [{right: register, unit: north}]}
  lu: {name: Lu, email: lu@acme.example, grants: [{right: administer}]}
  kit: {name: Kit, email: kit@acme.example, grants: [{right: publish}]}
""",
    )
    .replace("calendars:\n", "numbers: {guests: {title: Gäster, one: gäst, many: gäster}}\ncalendars:\n")
)
LETTER = "documents: {letter: {title: Brev, text: Hej.}}\n"
YEARLY = "compilations: {yearly: {title: Året, sections: {now: {title: Nu, reports: [who], ask: Varför?}}}}\n"
ELSEWHERE = ORGANISATION.replace("key: acme, name: Acme", "key: other, name: Other")


@pytest.fixture
def staff(database: Database) -> Staff:
    """The small organisation, with one who is only noticed and one who counts, and searches for people."""
    return Staff.of(Site.over(database, CROWDED, [FAULTS + LETTER + YEARLY, BY_HAND]))


SAMPLE = UUID(int=7)


def sampled(site: Site, case: UUID) -> None:
    """The case stands in a sample of the mailbox that is told of it."""
    drawn = samples.Drawn(SAMPLE, "top", date(2026, 9, 1), date(2026, 9, 7), 1, "5eed", site.clock(), site.people["gus"])
    site.write(lambda session: samples.add(session, site.org, drawn, [case]))


@dataclass(frozen=True)
class Visitor:
    """Someone with a browser, and the case, step and report that they try to reach."""

    browser: Browser
    case: UUID
    run: int
    submission: UUID
    bo: UUID

    def path(self, rule: str) -> str:
        """A route's address for this visitor."""
        named = {"<org>": "acme", "<uuid:case>": self.case, "<int:run>": self.run, "<uuid:submission>": self.submission}
        named |= {"<uuid:sample>": SAMPLE, "<uuid:file>": self.case, "<uuid:record>": self.case, "<uuid:signal>": self.case, "<int:at>": 0}
        named |= {
            "<template>": "faults",
            "<report>": "who",
            "<ending>": "csv",
            "<int:version>": 1,
            "<int:number>": 1,
            "<key>": "letter",
            "<page>": "where",
            "<compilation>": "yearly",
        }
        named |= {
            "<mailbox>": "north",
            "<uuid:person>": self.bo,
            "<day>": "2000-01-01",
            "<function>": "keeper",
            "<token>": "x",
            "<unit>": "north",
            "<calendar>": "working",
            "<place>": "*",
            "<number>": "guests",
            "<period>": "2026",
        }
        for name, value in named.items():
            rule = rule.replace(name, str(value))
        return rule

    def ask(self, method: str, rule: str) -> str:
        """What comes of asking: "in", "sign in" or "nothing there"."""
        page = self.browser.get(self.path(rule), follow=False) if method == "GET" else self.browser.post(self.path(rule), follow=False)
        return _came(page)


def _came(page: Page) -> str:
    if page.status == 404:
        return "nothing there"
    leads = page.response.headers.get("Location", "")
    return "sign in" if page.status == 303 and "/sign-in" in leads and "done=out" not in leads else "in"


def visitor(role: str, staff: Staff, database: Database) -> Visitor:
    """A visitor of a kind, with the case that such a one has to do with."""
    site = staff.site
    accused = fault(who="keeper") if role == "excluded" else fault()
    case = site.case({**accused, "urgent": True} if role == "copied" else accused)
    if role == "doer":
        site.decide(case, "ada", "look")
    last = site.file(case).case.open()[-1 if role != "doer" else 1]
    sampled(site, case.id)
    if role == "given":
        hand(site, case, "ada", "dan")
    if role == "named":
        let_in(site, case, "ada", "eve")
    people = {
        "excluded": "ada",
        "other unit": "cy",
        "given": "dan",
        "named": "eve",
        "receiver": "ada",
        "doer": "eve",
        "noticed": "ivy",
        "copied": "eve",
        "granted": "hal",
    }
    browsers: dict[str, Callable[[], Browser]] = {
        "stranger": staff.stranger,
        "elsewhere": lambda: staff.browser("ada", Site.over(database, ELSEWHERE, [FAULTS, BY_HAND])),
        "counting": lambda: staff.browser("jo"),
        "keeping": lambda: staff.browser("kit"),
        "registering": lambda: staff.browser("mo"),
        "administering": lambda: staff.browser("lu"),
    }
    browser = browsers[role]() if role in browsers else staff.browser(people[role])
    return Visitor(browser, case.id, last.number, site.waiting(accused), site.people["bo"])


LAST = ("admin.start_case", "admin.sign_out")
"""After these there is less to reach."""


@pytest.mark.parametrize("role", sorted({"stranger", "elsewhere", *SIGNED_IN}))
def test_only_those_who_may_are_let_in(role: str, staff: Staff, database: Database) -> None:
    who, wrong = visitor(role, staff, database), []
    for rule in sorted(staff.app.url_map.iter_rules(), key=lambda rule: (rule.endpoint in LAST, rule.endpoint == LAST[1])):
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        expected = "in" if role in LET_IN[rule.endpoint] else "nothing there" if role in SIGNED_IN else "sign in"
        came = who.ask(method, rule.rule)
        wrong += [f"{method} {rule.rule}: {came}, not {expected}"] if came != expected else []
    assert wrong == []


REACHED = {"noticed", "other unit", "given"}
"""Those whose mailboxes a case of the other unit reaches; that they are let in there is told above, where it is their own."""
FOREIGN = [
    *((role, "other unit") for role in sorted(SIGNED_IN - REACHED)),
    *((role, "other organisation") for role in sorted(SIGNED_IN)),
]


@pytest.mark.parametrize(("role", "place"), FOREIGN)
def test_nobody_reaches_a_case_of_another_unit_or_organisation(role: str, place: str, staff: Staff, database: Database) -> None:
    who, wrong = visitor(role, staff, database), []
    site = Site.over(database, ELSEWHERE, [FAULTS, BY_HAND]) if place == "other organisation" else staff.site
    case = site.case(fault(place="north" if place == "other organisation" else "south"))
    run, report = site.file(case).case.open()[-1].number, site.file(case).reports[0][0].id
    foreign = replace(who, case=case.id, run=run, submission=report)
    for rule in staff.app.url_map.iter_rules():
        if {"case", "submission"} & rule.arguments:
            method = "GET" if "GET" in (rule.methods or ()) else "POST"
            came = foreign.ask(method, rule.rule)
            wrong += [f"{method} {rule.rule}: {came}"] if came != "nothing there" else []
    assert wrong == []


def test_every_route_has_a_line_in_the_policy(staff: Staff) -> None:
    assert unlisted(staff.app, POLICY) == []


def test_every_line_of_the_policy_is_a_route(staff: Staff) -> None:
    ours = {endpoint for endpoint in POLICY if endpoint.startswith(("admin.", "on_behalf."))}
    assert ours == {rule.endpoint for rule in staff.app.url_map.iter_rules()} == set(LET_IN)


def test_a_route_that_nobody_listed_is_not_there(staff: Staff) -> None:
    staff.app.add_url_rule("/<org>/secret", "admin.secret", lambda org: "secret")
    assert staff.browser("gus").get("secret").status == 404


UNSAFE: dict[str, dict[str, str]] = {
    "no token": {},
    "foreign site": {"Sec-Fetch-Site": "cross-site"},
    "foreign origin": {"Origin": "https://evil.example"},
    "no origin": {"Origin": "null"},
}


@pytest.mark.parametrize("how", sorted(UNSAFE))
def test_nothing_is_done_that_a_page_of_our_own_did_not_send(how: str, staff: Staff, database: Database) -> None:
    who = visitor("receiver", staff, database)
    token, before = who.browser.token(), staff.site.count()
    for rule in staff.app.url_map.iter_rules():
        if "POST" in (rule.methods or ()):
            data = {} if how == "no token" else {FIELD: token}
            response = who.browser.client.post(who.path(rule.rule), data=data, base_url=BASE, headers=UNSAFE[how])
            assert response.status_code == 400, rule.rule
    assert staff.site.count() == before


def test_what_is_done_is_never_done_by_opening_a_page(staff: Staff, database: Database) -> None:
    who = visitor("receiver", staff, database)
    pages = {rule.rule for rule in staff.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    for rule in staff.app.url_map.iter_rules():
        if rule.rule not in pages:
            assert who.browser.get(who.path(rule.rule)).status == 405, rule.rule
