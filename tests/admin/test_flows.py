"""Whole stories, from a report to a closed case, done by people in their browsers."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.mails import Refused
from engine.store import tables
from engine.store.database import Database
from tests.admin.staff import Browser, Page, Staff
from tests.site import CHECKOUT, LIBRARY, Postbox, Site

TODAY, PLACE = "2026-09-07", ZoneInfo("Europe/Stockholm")
EVENT = {
    "enhet": "ekskolan",
    "anmalare_namn": "Lo Lärare",
    "datum": TODAY,
    "plats": "korridor",
    "beskrivning": "Knuffades vid skåpen.",
    "utsatt": [{"utsatt_namn": "Alva", "utsatt_arskurs": "4"}],
    "utovare": [{"utovare_vem": "elev", "utovare_namn": "Bo"}],
}
VIOLATION = {
    "enhet": "ekskolan",
    "anmalare_typ": "personal",
    "anmalare_namn": "Lo Lärare",
    "anmalare_epost": "lo@ekhamra.example",
    "utsatt": [{"skyddade_uppgifter": "nej", "utsatt_namn": "Alva i 4B"}],
    "utovare": [{"utovare_typ": "samma_grupp", "utovare_namn": "Bo i 4B"}],
    "datum": TODAY,
    "plats": "korridor",
    "typ": ["verbal"],
    "upprepning": "upprepad",
    "beskrivning": "Bo kallade Alva öknamn.",
    "omedelbara_atgarder": ["avbrot"],
}


def does(staff: Staff, person: str, case: tables.Case, button: str, *, step: str = "", **typed: Any) -> Page:
    """Someone opens a case, goes to a step where several wait, fills it in and presses a button; it must be taken."""
    browser = staff.browser(person)
    page = browser.get(f"cases/{case.id}")
    page = browser.get(page.link(step)) if step else page
    page = browser.press(page, button, **typed)
    assert page.status == 200, page.text
    assert "Sparat" in page.text or "avslutat" in page.text, page.text
    return page


def sees(staff: Staff, case: tables.Case) -> set[str]:
    """Everyone who can open a case."""
    return {person for person in staff.site.people if staff.browser(person).get(f"cases/{case.id}").status == 200}


def report(staff: Staff, template: str, answers: dict[str, Any]) -> list[tables.Case]:
    """A report and the cases that it opens."""
    return staff.site.cases(staff.site.report(answers, template=template).submission)


EXPOSED, ACCUSED, WITNESS = "Samtal med eleven som blev utsatt", "Samtal med eleven som uppges ha kränkt", "Samtal med personal"
SAID: dict[str, dict[str, Any]] = {
    EXPOSED: {"utsatt_samtal_datum": TODAY, "utsatt_berattelse": "Rädd.", "utsatt_trygg": "nej"},
    ACCUSED: {"utovare_samtal_datum": TODAY, "utovare_berattelse": "På skoj."},
    WITNESS: {"personal_samtal_datum": TODAY, "personal_vem": "Mo", "personal_iakttagelse": "Såg allt."},
}
ADULT = {"opartisk": "ja", "vuxen_samtal": "Nekar.", "trygghet_nu": "Byter grupp.", "personalarende": "oppnat"}


def talks(staff: Staff, case: tables.Case, *steps: str) -> None:
    """The investigator's talks in an incident."""
    for step in steps:
        does(staff, "sara_holm", case, "Spara", step=step, **SAID[step])
        does(staff, "sara_holm", case, "Markera steget klart", step=step)


def test_an_incident_goes_from_report_to_closed_case(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    (case,) = report(staff, "incidentrapport", EVENT)
    assert sorted(staff.site.told()) == [("ekskolan", "step"), ("huvudman", "notice")]
    does(staff, "karin_berg", case, "Spara, ingen berörs", outcome="utred")
    assert ("ekskolan_trygghet", "step") in staff.site.told()
    assert set(staff.site.runs(case)) == {"utredning", "samtal_utsatt", "samtal_utovare", "samtal_personal"}
    talks(staff, case, EXPOSED, ACCUSED, WITNESS)
    does(staff, "sara_holm", case, "Spara och markera klar", bedomning="krankande", slutsats="Det hände.", orsaker="Ingen vuxen såg.")
    page = does(staff, "karin_berg", case, "Avsluta ärendet", avslutsgrund="upphort")
    assert "Ärendet är avslutat." in page.text
    assert staff.site.again(case).closed_at is not None
    assert staff.site.broken_chains() == []


def test_when_an_adult_is_accused_there_is_one_more_step(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    (case,) = report(staff, "incidentrapport", {**EVENT, "utovare": [{"utovare_vem": "personal"}]})
    does(staff, "karin_berg", case, "Spara, ingen berörs", outcome="utred")
    assert staff.site.runs(case)["personalsteg"] == "area_manager@omrade_grund"
    talks(staff, case, EXPOSED, WITNESS)
    assert "analys" not in staff.site.runs(case)
    does(staff, "helena_roos", case, "Spara och markera klar", **ADULT)
    assert staff.site.runs(case) == {"analys": "investigator@ekskolan"}


def test_when_the_head_is_accused_nothing_reaches_the_head(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    (case,) = report(staff, "incidentrapport", {**EVENT, "utovare": [{"utovare_vem": "rektor"}]})
    assert case.mailbox == "verksamhetschef_grund"
    assert "ekskolan" not in {mailbox for mailbox, _ in staff.site.told()}
    assert sees(staff, case) == {"helena_roos", "birgitta_ahl", "nils_hed"}
    does(staff, "helena_roos", case, "Spara, ingen berörs", outcome="utred")
    talks(staff, case, EXPOSED, WITNESS)
    does(staff, "helena_roos", case, "Spara och markera klar", **ADULT)
    does(staff, "sara_holm", case, "Spara och markera klar", bedomning="gar_inte", slutsats="Ord mot ord.", orsaker="Oklart.")
    does(staff, "helena_roos", case, "Avsluta ärendet", avslutsgrund="gar_inte")
    assert "karin_berg" not in sees(staff, case)
    assert "ekskolan" not in {mailbox for mailbox, _ in staff.site.told()}
    browser = staff.browser("karin_berg")
    assert case.number not in browser.get("cases/?state=all").text
    assert case.number not in browser.get("").text


def test_two_who_were_exposed_give_two_cases_of_one_event(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    exposed = [{"utsatt_namn": "Alva", "utsatt_arskurs": "4"}, {"utsatt_namn": "Cleo", "utsatt_arskurs": "5"}]
    first, second = report(staff, "incidentrapport", {**EVENT, "utsatt": exposed})
    assert first.incident == second.incident
    does(staff, "karin_berg", first, "Spara, ingen berörs", outcome="avsluta", outcome_reason="Redan utrett.")
    assert staff.site.runs(first) == {"avslut": "head_teacher@ekskolan"}
    assert staff.site.runs(second) == {"stallningstagande": "head_teacher@ekskolan"}
    page = staff.browser("karin_berg").get(f"cases/{second.id}")
    assert "Cleo" in page.text
    assert "Alva" not in page.text
    assert page.link(first.number)
    assert {"birgitta_ahl", "nils_hed"} <= sees(staff, first) & sees(staff, second)


def test_nothing_is_decided_or_closed_before_the_notice_is_written(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    for template, answers in (("incidentrapport", EVENT), ("krankande-behandling", VIOLATION)):
        (case,) = report(staff, template, answers)
        lines = staff.site.lines(case.id)
        runs = staff.site.file(case).case.runs
        assert [run.step for run in runs] == ["huvudman", "stallningstagande"]
        assert runs[0].status == "done"
        assert lines.index("step-done") < lines.index("step-opened", 2)
        assert [notice.mailbox for notice in staff.site.all(tables.Notice, case=case.id)] == ["huvudman"]


@pytest.mark.parametrize("final", [False, True])
def test_a_dead_mail_server_stops_nothing(ekhamra_staff: Staff, final: bool) -> None:
    staff = ekhamra_staff
    (case,) = report(staff, "incidentrapport", EVENT)
    staff.site.deliver(Postbox(refusal=Refused("dead", final=final)))
    does(staff, "karin_berg", case, "Spara, ingen berörs", outcome="avsluta", outcome_reason="Redan utrett.")
    staff.site.deliver(Postbox(refusal=Refused("dead", final=final)))
    does(staff, "karin_berg", case, "Avsluta ärendet", avslutsgrund="redan_utredd")
    assert case.number in staff.browser("birgitta_ahl").get("").text


def investigate(staff: Staff, case: tables.Case, *, adult: bool) -> None:
    """Talks, material and analysis."""
    does(staff, "sara_holm", case, "Spara", step="Samtal", samtal_med="utsatt", samtal_datum=TODAY, samtal_innehall="Ledsen.")
    does(staff, "sara_holm", case, "Spara", step="Samtal", samtal_med="utovare", samtal_datum=TODAY, samtal_innehall="På skoj.")
    does(staff, "sara_holm", case, "Markera steget klart", step="Samtal")
    found = {"underlag": ["samtal"], "bada_horda": "ja", "handelseforlopp": "Alva retades.", "orsaksanalys": "Ingen vuxen såg."}
    does(staff, "sara_holm", case, "Spara och markera klar", step="Utredning", **found)
    if adult:
        does(staff, "helena_roos", case, "Spara och markera klar", vuxen_datum=TODAY, vuxen_version="Nekar.", vuxen_diskriminering="nej")


def plan_and_follow_up(staff: Staff, case: tables.Case, person: str) -> None:
    """The plan, with one act, and what came of it."""
    plan(staff, case, person)
    followed = {"uppfoljning_datum": TODAY, "uppfoljning_med": ["utsatt"], "barnets_syn": "Bra nu.", "effekt": "Fler vuxna ute."}
    does(staff, person, case, "Spara uppföljningen", outcome="upphort", **followed)


def plan(staff: Staff, case: tables.Case, person: str) -> None:
    """The plan, with one measure that is followed up on 28 September."""
    measure = {"type": "vuxennarvaro", "aimed_at": ["grupp"], "responsible": "Mo", "due": "21 september", "follow_up": "28 september"}
    does(staff, person, case, "Spara och markera klar", **{f"measure.0.{name}": value for name, value in measure.items()})


def test_a_violation_goes_from_report_to_closed_case(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    (case,) = report(staff, "krankande-behandling", VIOLATION)
    does(staff, "karin_berg", case, "Spara, ingen berörs", outcome="utredning")
    assert set(staff.site.runs(case)) == {"utredning", "samtal", "underlag_och_analys"}
    investigate(staff, case, adult=False)
    does(staff, "karin_berg", case, "Spara beslutet", outcome="krankande", outcome_reason="Öknamn vid flera tillfällen.")
    plan_and_follow_up(staff, case, "karin_berg")
    page = does(staff, "karin_berg", case, "Avsluta ärendet", avslutsgrund="upphort")
    assert "Ärendet är avslutat." in page.text
    assert staff.site.broken_chains() == []
    assert sees(staff, case) == {"karin_berg", "johan_nyman", "sara_holm", "birgitta_ahl", "nils_hed"}


def test_when_an_adult_is_accused_someone_else_weighs_who_investigates(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    (case,) = report(staff, "krankande-behandling", {**VIOLATION, "utovare": [{"utovare_typ": "personal"}]})
    does(staff, "karin_berg", case, "Spara, ingen berörs", outcome="utredning")
    assert staff.site.runs(case) == {"javsbedomning": "area_manager@omrade_grund"}
    weighed = {"outcome": "enhetens_utredare", "trygghet_nu": "Byter grupp.", "personalarende": "behovs_inte"}
    does(staff, "helena_roos", case, "Spara beslutet", **weighed)
    assert staff.site.runs(case)["personalsteg"] == "area_manager@omrade_grund"
    investigate(staff, case, adult=True)
    does(staff, "karin_berg", case, "Spara beslutet", outcome="ej_forekommit", outcome_reason="Inget stöd för det.")
    does(staff, "karin_berg", case, "Avsluta ärendet", avslutsgrund="ej_konstaterad")
    assert staff.site.again(case).closed_at is not None


def test_an_investigator_from_outside_gives_other_steps(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    (case,) = report(staff, "krankande-behandling", {**VIOLATION, "utovare": [{"utovare_typ": "personal"}]})
    does(staff, "karin_berg", case, "Spara, ingen berörs", outcome="utredning")
    weighed = {"outcome": "utredare_utanfor", "trygghet_nu": "Byter grupp.", "personalarende": "oppnat"}
    does(staff, "helena_roos", case, "Spara beslutet", **weighed)
    assert set(staff.site.runs(case)) == {"utredning", "samtal_utanfor", "analys_utanfor", "personalsteg"}
    assert "sara_holm" not in sees(staff, case)


def test_a_violation_by_the_head_never_reaches_the_head(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    (case,) = report(staff, "krankande-behandling", {**VIOLATION, "utovare": [{"utovare_typ": "rektor"}]})
    assert "ekskolan" not in {mailbox for mailbox, _ in staff.site.told()}
    assert {"karin_berg", "johan_nyman"}.isdisjoint(sees(staff, case))
    does(staff, "helena_roos", case, "Spara, ingen berörs", outcome="redan_utredd", outcome_reason="Utrett i ett annat ärende.")
    does(staff, "helena_roos", case, "Avsluta ärendet", avslutsgrund="gar_inte")
    assert "ekskolan" not in {mailbox for mailbox, _ in staff.site.told()}


def test_a_plan_that_did_not_help_goes_round_again(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    (case,) = report(staff, "krankande-behandling", VIOLATION)
    does(staff, "karin_berg", case, "Spara, ingen berörs", outcome="utredning")
    investigate(staff, case, adult=False)
    does(staff, "karin_berg", case, "Spara beslutet", outcome="krankande", outcome_reason="Öknamn.")
    plan(staff, case, "karin_berg")
    assert staff.site.file(case).case.open()[0].due.astimezone(PLACE).isoformat() == "2026-09-28T23:59:00+02:00"
    followed = {"uppfoljning_datum": TODAY, "uppfoljning_med": ["utsatt"], "barnets_syn": "Fortsätter.", "effekt": "Ingen."}
    does(staff, "karin_berg", case, "Spara uppföljningen", outcome="ny_utredning", **followed)
    assert set(staff.site.runs(case)) == {"utredning", "samtal", "underlag_och_analys"}
    assert "Utredning Om tio skoldagar Pågår" in staff.browser("sara_holm").get(f"cases/{case.id}").text


@pytest.fixture
def housing(database: Database) -> Staff:
    """A landlord, whose mailboxes start cases by hand: another trade on the same pages."""
    organisation = (CHECKOUT / "examples" / "ekhamrahem" / "organisation.yaml").read_text(encoding="utf-8")
    return Staff.of(Site.over(database, organisation, [(LIBRARY / "felanmalan.yaml").read_text(encoding="utf-8")]))


LEAK = {
    "omrade": "ekbacken",
    "adress": "Provgatan 1, lägenhet 1101",
    "utrymme": "kok",
    "namn": "Hy Resgäst",
    "telefon": "070-123 45 67",
    "fel": "vatten",
    "upptackt": TODAY,
    "skadar": False,
    "beskrivning": "Kranen droppar.",
    "tilltrade": "ja",
}


def waiting(staff: Staff, **more: Any) -> tuple[Browser, Page]:
    """A fault that the caretaker has found in the mailbox."""
    staff.site.report({**LEAK, **more})
    browser = staff.browser("roger_alm")
    page = browser.get("")
    (href,) = [href for href, _ in page.found.links if "/submissions/" in href]
    return browser, browser.get(href)


def started(staff: Staff, **more: Any) -> tables.Case:
    """A case that the caretaker has started."""
    browser, page = waiting(staff, **more)
    id = browser.press(page, "Starta ärende").url.rpartition("/")[2]
    return next(case for case in staff.site.all(tables.Case) if str(case.id) == id)


def test_a_fault_is_started_by_hand_mended_and_closed(housing: Staff) -> None:
    case = started(housing)
    does(housing, "roger_alm", case, "Spara, ingen berörs", outcome="laga")
    work = {"utfort": "Bytte packning.", "utfort_av": "egen", "kostnad": "250", "klart": TODAY}
    does(housing, "roger_alm", case, "Spara och markera klar", **work)
    page = does(housing, "roger_alm", case, "Avsluta ärendet", aterkoppling="ringt")
    assert "Ärendet är avslutat." in page.text
    assert "Kostnad 250" in page.text


def test_an_expensive_repair_is_told_upwards(housing: Staff) -> None:
    case = started(housing)
    does(housing, "roger_alm", case, "Spara, ingen berörs", outcome="laga")
    work = {"utfort": "Bytte stam.", "utfort_av": "entreprenor", "kostnad": "25 000", "klart": TODAY}
    does(housing, "roger_alm", case, "Spara och markera klar", **work)
    assert [notice.mailbox for notice in housing.site.all(tables.Notice)] == ["fastighetschefen"]


def test_the_same_fault_twice_is_joined_and_a_mistake_is_marked(housing: Staff) -> None:
    case = started(housing)
    browser, page = waiting(housing, namn="Gra Nne")
    page = browser.press(page, "Koppla till ärendet", case=str(case.id))
    assert "Gra Nne" in page.text
    browser, page = waiting(housing, beskrivning="Det var inget.")
    page = browser.press(page, "Markera som fel", reason="not-a-report")
    assert sorted(row.state for row in housing.site.all(tables.Submission)) == ["joined", "started", "wrong"]
    assert "Inget väntar på dig." not in page.text


def test_a_complaint_about_the_caretaker_goes_past_the_caretaker(housing: Staff) -> None:
    housing.site.report({**LEAK, "fel": "bemotande"})
    assert "Inget väntar på dig." in housing.browser("roger_alm").get("").text
    assert "En anmälan att ta hand om." in housing.browser("mats_hage").get("").text
    assert {mailbox for mailbox, _ in housing.site.told()} == {"forvaltningen"}
