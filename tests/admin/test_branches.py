"""The branches of the ready-made template for violations, each gone through by people in their browsers."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine.store import tables
from engine.worker import Worker
from tests.admin.staff import Staff
from tests.admin.test_flows import TODAY, VIOLATION, does, investigate, plan, report

FOLLOWED = {"uppfoljning_datum": TODAY, "uppfoljning_med": ["utsatt"], "barnets_syn": "Bra nu.", "effekt": "Fler vuxna ute."}


def violation(staff: Staff, **answers: Any) -> tables.Case:
    """The case of a report."""
    (case,) = report(staff, "krankande-behandling", {**VIOLATION, **answers})
    return case


def by(*who: str) -> dict[str, Any]:
    """A report in which these are said to have violated."""
    return {"utovare": [{"utovare_typ": one} for one in who]}


def begun(staff: Staff, **answers: Any) -> tables.Case:
    """A case whose investigation has begun."""
    case = violation(staff, **answers)
    does(staff, "karin_berg", case, "Spara, ingen berörs", outcome="utredning")
    return case


def followed_up(staff: Staff, case: tables.Case, outcome: str, **more: Any) -> None:
    """The investigation, the weighing, the plan, and what its follow-up shows."""
    investigate(staff, case, adult=False)
    does(staff, "karin_berg", case, "Spara beslutet", outcome="krankande", outcome_reason="Öknamn.")
    plan(staff, case, "karin_berg")
    does(staff, "karin_berg", case, "Spara uppföljningen", outcome=outcome, **FOLLOWED, **more)


def closes(staff: Staff, case: tables.Case, why: str, **asked: str) -> None:
    """The head closes the case, for a reason that calls for one answer more."""
    browser = staff.browser("karin_berg")
    page = browser.press(browser.get(f"cases/{case.id}"), "Avsluta ärendet", avslutsgrund=why)
    browser.press(page, "Avsluta ärendet", **asked)
    assert staff.site.again(case).closed_at is not None


def test_each_talk_is_told_with_whom_it_was(ekhamra_staff: Staff) -> None:
    case = begun(ekhamra_staff)
    investigate(ekhamra_staff, case, adult=False)
    page = ekhamra_staff.browser("karin_berg").get(f"cases/{case.id}")
    assert "Samtal: Den utsatta" in page.text
    assert "Samtal: Den som uppges ha kränkt" in page.text


def test_the_act_of_an_outsider_is_not_investigated_but_the_child_gets_support(ekhamra_staff: Staff) -> None:
    case = violation(ekhamra_staff, **by("utomstaende"))
    does(ekhamra_staff, "karin_berg", case, "Spara, ingen berörs", outcome="omfattas_inte", outcome_reason="Utanför skolan.")
    assert ekhamra_staff.site.runs(case) == {"utanfor_lagen": "head_teacher@ekskolan"}
    done = {"stod_utsatt": "Kurator.", "hanteras_som": ["polis"]}
    does(ekhamra_staff, "karin_berg", case, "Spara och markera klar", **done)
    does(ekhamra_staff, "karin_berg", case, "Avsluta ärendet", avslutsgrund="utanfor_lagen")


def test_where_nobody_knows_who_did_it_the_circumstances_are_investigated(ekhamra_staff: Staff) -> None:
    case = begun(ekhamra_staff, **by("okand"))
    page = ekhamra_staff.browser("sara_holm").get(f"cases/{case.id}")
    page = ekhamra_staff.browser("sara_holm").get(page.link("Utredning"))
    assert "Utred då omständigheterna" in page.text


def test_where_the_other_pupil_belongs_elsewhere_the_two_heads_speak_with_each_other(ekhamra_staff: Staff) -> None:
    case = begun(ekhamra_staff, **by("annan_enhet"))
    assert ekhamra_staff.site.runs(case)["annan_enhet"] == "head_teacher@ekskolan"
    agreed = {"andra_enheten": "Björkskolan, rektor", "andra_kontakt": TODAY, "andra_overens": "De talar med eleven."}
    does(ekhamra_staff, "karin_berg", case, "Spara och markera klar", **agreed)
    investigate(ekhamra_staff, case, adult=False)
    assert ekhamra_staff.site.runs(case) == {"bedomning": "head_teacher@ekskolan"}


def test_where_the_police_are_told_the_talks_can_wait_for_theirs(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    case, browser = violation(staff), staff.browser("karin_berg")
    page = browser.press(browser.get(f"cases/{case.id}"), "Spara, ingen berörs", outcome="utredning", polisanmalan="anmald")
    browser.press(page, "Spara, ingen berörs", polis_datum=TODAY)
    does(staff, "karin_berg", case, "Spara och markera klar", polis_kontakt=TODAY, polis_samtal="nej")
    browser.press(browser.get(f"cases/{case.id}"), "Lägg till: Avvaktar polisens förhör")
    investigate(staff, case, adult=False)
    assert set(staff.site.runs(case)) == {"utredning", "avvakta_polis"}
    does(staff, "karin_berg", case, "Sluta vänta", step="Avvaktar polisens förhör", reason="Förhören är hållna.")
    assert staff.site.runs(case) == {"bedomning": "head_teacher@ekskolan"}


def test_without_the_police_there_is_nothing_to_wait_for(ekhamra_staff: Staff) -> None:
    case = begun(ekhamra_staff)
    page = ekhamra_staff.browser("karin_berg").get(f"cases/{case.id}")
    assert [words for words in page.buttons() if words.startswith("Lägg till")] == [
        "Lägg till: Anmält till någon annan",
        "Lägg till: Anmäl skadan som tillbud eller olycksfall",
    ]


@pytest.mark.parametrize("whom", ["socialtjanst", "tillbud"])
def test_a_concern_or_an_injury_goes_its_own_way_at_any_time_and_holds_nothing_up(ekhamra_staff: Staff, whom: str) -> None:
    staff = ekhamra_staff
    case, browser = violation(staff), staff.browser("karin_berg")
    page = browser.press(browser.get(f"cases/{case.id}"), "Lägg till: Anmält till någon annan")
    page = browser.press(page, "Spara", anmald_till=whom, anmald_dag=TODAY)
    browser.press(page, "Markera steget klart")
    assert staff.site.runs(case) == {"stallningstagande": "head_teacher@ekskolan"}
    assert [fact.grain for fact in staff.site.all(tables.Fact) if fact.grain == "annan_anmalan"] == ["annan_anmalan"]
    assert "Lägg till: Anmält till någon annan" in browser.get(f"cases/{case.id}").buttons()


def test_who_is_protected_has_no_name_in_the_case(ekhamra_staff: Staff) -> None:
    hidden = [{"skyddade_uppgifter": "ja", "utsatt_namn": "Ska Bort"}]
    case = violation(ekhamra_staff, utsatt=hidden)
    assert "Ska Bort" not in ekhamra_staff.browser("karin_berg").get(f"cases/{case.id}").text


def test_what_is_harassment_is_told_with_the_other_law(ekhamra_staff: Staff) -> None:
    case = begun(ekhamra_staff)
    investigate(ekhamra_staff, case, adult=False)
    assert "Diskrimineringsombudsmannen" in ekhamra_staff.browser("karin_berg").get(f"cases/{case.id}").text


def test_what_is_a_part_of_a_running_case_is_closed_as_that(ekhamra_staff: Staff) -> None:
    case = violation(ekhamra_staff)
    does(ekhamra_staff, "karin_berg", case, "Spara, ingen berörs", outcome="pagaende", outcome_reason="Samma händelse.")
    closes(ekhamra_staff, case, "sammanfort", annat_arende="2026-ABCDE")


@pytest.mark.parametrize(("outcome", "leads"), [("delvis", "handlingsplan"), ("nej", "handlingsplan"), ("ny_utredning", "utredning")])
def test_what_has_not_ended_leads_back(ekhamra_staff: Staff, outcome: str, leads: str) -> None:
    case = begun(ekhamra_staff)
    followed_up(ekhamra_staff, case, outcome)
    assert leads in ekhamra_staff.site.runs(case)


def test_a_later_check_rests_for_a_month_and_can_lead_back_to_the_plan(ekhamra_staff: Staff) -> None:
    staff = ekhamra_staff
    case = begun(staff)
    followed_up(staff, case, "upphort_kontroll")
    assert staff.site.runs(case) == {"vila": "head_teacher@ekskolan"}
    assert "väntar till onsdag 7 oktober" in staff.browser("karin_berg").get(f"cases/{case.id}").text
    staff.site.clock.now = datetime(2026, 10, 7, 6, 0, tzinfo=UTC)
    Worker(staff.site.office, None).remind()
    assert staff.site.runs(case) == {"efterkontroll": "head_teacher@ekskolan"}
    does(staff, "karin_berg", case, "Spara uppföljningen", outcome="nej", kontroll_med="Alva", kontroll_lage="Igen.")
    assert staff.site.runs(case) == {"handlingsplan": "head_teacher@ekskolan"}


def test_a_child_who_has_left_is_followed_up_by_someone_else(ekhamra_staff: Staff) -> None:
    case = begun(ekhamra_staff)
    followed_up(ekhamra_staff, case, "lamnat", outcome_reason="Björkskolan tar över.")
    closes(ekhamra_staff, case, "lamnat_enheten", overlamnat_till="Björkskolan")
