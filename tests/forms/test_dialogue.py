"""The code on a receipt opens the dialogue of that report, for a while, in that browser; everybody else sees the same nothing."""

import pytest

from engine.actions.write_message import MOST, write_in_case
from engine.ids import CODE_LENGTH, read_code
from engine.store import tables
from engine.store.database import Database
from tests.engine.attachments.files import PDF
from tests.forms.leaks import LEAKS, at_receipt, code, reference
from tests.forms.visitor import Visitor, visitor
from tests.racing import watched
from tests.site import ORGANISATION, Site

UNKNOWN = "Vi hittar ingen anmälan med det numret eller den koden. Kontrollera att du har skrivit rätt"
WORDS = "Kanarie sa att det var de."


def opened(someone: Visitor, typed: str) -> Visitor:
    """Someone who has written a code on the status page."""
    someone.open("/acme/status")
    someone.press("Visa", {"reference": typed})
    return someone


def at_dialogue(site: Site) -> Visitor:
    """Someone in another browser, with the code from the receipt."""
    return opened(visitor(site, "leaks"), code(at_receipt(site)))


def guessed(someone: Visitor, times: int = 20) -> None:
    """Someone has tried wrong codes."""
    for guess in range(times):
        opened(someone, f"0000-0000-0000-{guess:04}")


def asks(site: Site, text: str = "När var det?", *, named: bool = False) -> None:
    """One of the staff asks something."""
    (report,), (case,) = site.all(tables.Submission), site.all(tables.Case)
    scene, actor = site.scene("leaks"), site.actor("ada")
    site.write(lambda session: write_in_case(session, scene, case.id, report.id, text, actor=actor, named=named))


def test_a_code_has_eighty_bits_and_is_easy_to_copy(site: Site) -> None:
    shown = code(at_receipt(site))
    assert [len(group) for group in shown.split("-")] == [4, 4, 4, 4]
    assert read_code(shown.lower().replace("-", " "), CODE_LENGTH) == shown.replace("-", "")


def test_the_receipt_that_is_opened_again_shows_the_same_code(site: Site) -> None:
    someone = at_receipt(site)
    shown = code(someone)
    someone.open("receipt?again=1")
    assert code(someone) == shown


def test_two_reports_have_nothing_in_common_in_their_codes(site: Site) -> None:
    assert code(at_receipt(site)) != code(at_receipt(site))


def test_the_code_is_stored_as_a_keyed_hash_only(site: Site) -> None:
    shown = code(at_receipt(site)).replace("-", "")
    (row,) = site.all(tables.Dialogue)
    assert row.code == site.office.sealer.token_id(shown)
    assert shown.encode() not in row.code


def test_the_code_opens_the_dialogue_in_any_browser(site: Site) -> None:
    receipt = at_receipt(site)
    someone = opened(visitor(site, "leaks"), code(receipt))
    assert someone.url == "/acme/status/dialogue"
    assert f"Nummer {reference(receipt)}" in someone.page.text
    assert "Mottagen måndag 7 september kl. 10.00" in someone.page.text
    assert "Ingen har skrivit än." in someone.page.text


@pytest.mark.parametrize("typed", ["0000-0000-0000-0000", "0000-0000"])
def test_a_wrong_code_is_told_what_a_wrong_number_is(site: Site, typed: str) -> None:
    at_receipt(site)
    someone = opened(visitor(site, "leaks"), typed)
    assert someone.page.errors == [UNKNOWN]
    assert not [name for name in someone.cookies() if name.startswith("dialogue")]


def test_the_number_does_not_open_the_dialogue(site: Site) -> None:
    someone = opened(visitor(site, "leaks"), reference(at_receipt(site)))
    assert someone.url == "/acme/status"
    assert not [name for name in someone.cookies() if name.startswith("dialogue")]


def test_the_code_of_another_organisation_opens_nothing(site: Site, database: Database) -> None:
    shown = code(at_receipt(site))
    other = Site.over(database, ORGANISATION.replace("key: acme", "key: other"), [LEAKS])
    someone = visitor(other, "leaks")
    someone.open("/other/status")
    someone.press("Visa", {"reference": shown})
    assert someone.page.errors == [UNKNOWN]


def test_a_visit_to_one_organisation_is_none_to_another(site: Site, database: Database) -> None:
    someone = at_dialogue(site)
    Site.over(database, ORGANISATION.replace("key: acme", "key: other"), [LEAKS])
    token = someone.cookies()["dialogue.acme"]
    someone.client.set_cookie("dialogue.other", token, path="/other/status")
    assert someone.open("/other/status/dialogue").text.count("Meddelanden") == 0


def test_who_guesses_codes_has_to_wait(site: Site) -> None:
    shown = code(at_receipt(site))
    someone = visitor(site, "leaks")
    guessed(someone)
    assert "Vänta tio minuter" in opened(someone, "0000-0000-0000-ZZZZ").page.text
    assert someone.page.status == 429
    site.clock.move(minutes=11)
    assert opened(someone, "0000-0000-0000-ZZZZ").page.errors == [UNKNOWN]
    assert opened(someone, shown).url == "/acme/status/dialogue"


def test_nobody_can_shut_the_dialogue_to_others_by_guessing(site: Site) -> None:
    shown = code(at_receipt(site))
    someone = visitor(site, "leaks")
    guessed(someone, 21)
    assert opened(someone, shown).url == "/acme/status/dialogue"


def test_a_wrong_code_that_has_to_wait_writes_nothing(site: Site) -> None:
    at_receipt(site)
    someone = visitor(site, "leaks")
    guessed(someone, 20)
    with watched() as seen:
        assert opened(someone, "0000-0000-0000-ZZZZ").page.status == 429
    assert [sent for sent in seen.sent if not sent.startswith("SELECT")] == []


def test_many_addresses_that_guess_have_to_wait_together(site: Site) -> None:
    receipt = at_receipt(site)
    someone = visitor(site, "leaks")
    for guess in range(1000):
        if guess % 20 == 0:
            someone.client.environ_base["REMOTE_ADDR"] = f"192.0.2.{guess // 20}"
        someone.open("/acme/status") if guess == 0 else None
        token = someone.page.value("csrf_token") or token  # noqa: F821
        someone.client.post("/acme/status", data={"csrf_token": token, "reference": f"0000-0000-0000-{guess:04}"})
    someone.client.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    assert opened(someone, "0000-0000-0000-ZZZZ").page.status == 429
    assert opened(someone, reference(receipt)).page.status == 429
    assert opened(someone, code(receipt)).url == "/acme/status/dialogue"


def test_the_visit_s_cookie_is_its_own_short_and_for_this_site_alone(site: Site) -> None:
    someone, shown = visitor(site, "leaks"), code(at_receipt(site))
    someone.open("/acme/status")
    answer = someone.client.post("/acme/status", data={"csrf_token": someone.page.value("csrf_token"), "reference": shown})
    (cookie,) = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith("dialogue.acme=")]
    assert {"HttpOnly", "SameSite=Strict", "Path=/acme/status", "Max-Age=7200"} <= set(cookie.split("; "))
    assert shown not in answer.headers["Location"]
    assert shown.replace("-", "") not in cookie


@pytest.mark.parametrize(("steps", "minutes"), [(1, 31), (5, 29)])
def test_a_visit_ends_by_itself(site: Site, steps: int, minutes: int) -> None:
    someone = at_dialogue(site)
    for _ in range(steps):
        site.clock.move(minutes=minutes)
        someone.open("/acme/status/dialogue")
    assert someone.url.startswith("/acme/status?")
    assert "Skriv koden för att läsa." in someone.page.text


def test_a_visit_that_is_used_goes_on(site: Site) -> None:
    someone = at_dialogue(site)
    for _ in range(3):
        site.clock.move(minutes=29)
        assert "Meddelanden" in someone.open("/acme/status/dialogue").text


def test_leaving_ends_the_visit_for_whoever_has_its_cookie(site: Site) -> None:
    someone = at_dialogue(site)
    token = someone.cookies()["dialogue.acme"]
    someone.press("Lämna sidan")
    assert "Du har lämnat sidan." in someone.page.text
    assert "dialogue.acme" not in someone.cookies()
    someone.client.set_cookie("dialogue.acme", token, path="/acme/status")
    assert "Meddelanden" not in someone.open("/acme/status/dialogue").text


def test_leaving_makes_the_browser_forget_the_number_too(site: Site) -> None:
    receipt = at_receipt(site)
    someone = opened(visitor(site, "leaks"), reference(receipt))
    assert "Mottagen" in someone.page.text
    opened(someone, code(receipt)).press("Lämna sidan")
    assert "Mottagen" not in someone.open("/acme/status").text


def test_nothing_of_it_is_kept_by_a_browser(site: Site) -> None:
    someone = at_dialogue(site)
    assert someone.client.get("/acme/status/dialogue").headers["Cache-Control"] == "no-store"
    left = someone.client.post("/acme/status/leave", data={"csrf_token": someone.page.value("csrf_token")})
    assert left.headers["Clear-Site-Data"] == '"cache"'


def test_what_is_written_is_shown_and_waits_for_the_receiver(site: Site) -> None:
    someone = at_dialogue(site)
    someone.press("Skicka", {"text": WORDS})
    assert "Meddelandet är skickat." in someone.page.text
    assert "Du måndag 7 september kl. 10.00 Kanarie sa att det var de." in someone.page.text
    assert ("north", "message") in site.told()


def test_a_message_may_be_a_file_alone(site: Site) -> None:
    someone = at_dialogue(site)
    someone.press("Skicka", files={"files": [("kanarie.pdf", PDF)]})
    assert "Meddelandet är skickat." in someone.page.text
    assert "kanarie.pdf (1 kB)" in someone.page.text


def test_nothing_at_all_can_not_be_sent(site: Site) -> None:
    someone = at_dialogue(site)
    someone.press("Skicka", {"text": "  "})
    assert (someone.page.status, someone.page.errors) == (422, ["Skriv ett meddelande eller välj en fil"])


def test_a_file_that_is_refused_keeps_the_text_and_says_which_to_choose_again(site: Site) -> None:
    someone = at_dialogue(site)
    someone.press("Skicka", {"text": WORDS}, {"files": [("kanarie.exe", b"MZ\x00\x01")]})
    assert someone.page.status == 422
    assert "kanarie.exe" in someone.page.errors[0]
    assert someone.page.value("text") == WORDS
    someone.press("Skicka", {"text": "x" * 5001}, {"files": [("kanarie.pdf", PDF)]})
    assert len(someone.page.errors) == 2
    assert "”kanarie.pdf” hann inte sparas" in someone.page.errors[1]
    assert site.all(tables.Message) == []


def test_what_the_staff_asks_is_shown_with_their_function_and_no_name(site: Site) -> None:
    someone = at_dialogue(site)
    asks(site)
    text = someone.open("/acme/status/dialogue").text
    assert "Skötare på North works måndag 7 september kl. 10.00 När var det?" in text
    assert "Ada" not in someone.page.html


def test_a_name_is_shown_when_its_bearer_wants_that(site: Site) -> None:
    someone = at_dialogue(site)
    asks(site, named=True)
    assert "Ada, Skötare på North works" in someone.open("/acme/status/dialogue").text


def test_what_was_written_when_the_visit_was_over_comes_back_with_the_code(site: Site) -> None:
    receipt = at_receipt(site)
    someone = opened(visitor(site, "leaks"), shown := code(receipt))
    site.clock.move(minutes=40)
    someone.press("Skicka", {"text": WORDS})
    assert someone.page.status == 403
    assert WORDS in someone.page.text
    someone.press("Visa", {"reference": "0000-0000"})
    someone.press("Visa", {"reference": shown})
    assert someone.page.value("text") == WORDS
    someone.press("Skicka")
    assert "Meddelandet är skickat." in someone.page.text


def test_who_writes_very_much_has_to_wait_and_loses_nothing(site: Site) -> None:
    someone = at_dialogue(site)
    for _ in range(MOST):
        someone.press("Skicka", {"text": "Mer."})
    someone.press("Skicka", {"text": WORDS})
    assert (someone.page.status, someone.page.value("text")) == (429, WORDS)
    assert len(site.all(tables.Message)) == MOST


def test_a_stranger_writes_and_changes_nothing(site: Site) -> None:
    at_receipt(site)
    someone, before = visitor(site, "leaks"), site.count()
    token = someone.open("/acme/status").value("csrf_token")
    for path in ("dialogue", "contact", "leave"):
        someone.client.post(f"/acme/status/{path}", data={"csrf_token": token, "text": WORDS, "email": "a@acme.example"})
    someone.client.set_cookie("dialogue.acme", "x" * 43, path="/acme/status")
    assert "Meddelanden" not in someone.open("/acme/status/dialogue").text
    assert site.count() == before


def test_after_closing_one_can_still_write(site: Site) -> None:
    someone = at_dialogue(site)
    (case,) = site.all(tables.Case)
    site.act(case, "ada", site.press(case, "verdict", "save_unaffected", outcome="mend"))
    site.act(case, "ada", site.press(case, "close"))
    assert "Ärendet är avslutat. Du kan ändå skriva" in someone.open("/acme/status/dialogue").text
    someone.press("Skicka", {"text": WORDS})
    assert site.told()[-1] == ("north", "message")


def test_it_speaks_english_too(site: Site) -> None:
    someone = at_dialogue(site)
    someone.client.set_cookie("language", "en", path="/")
    assert "Nobody has written yet." in someone.open("/acme/status/dialogue").text
