"""A step that makes a document: looked at first, saved once, or in several versions."""

from engine.steps import Button, Step, built_in

DOCUMENT = built_in()["document"]
ONCE = Step("letter", DOCUMENT, {"sv": "Brev"}, keys={"document": "brev"})
AGAIN = Step("letter", DOCUMENT, {"sv": "Brev"}, keys={"document": "brev"}, repeat=True)


def test_it_names_its_document() -> None:
    assert DOCUMENT.document(ONCE) == "brev"
    assert built_in()["form"].document(ONCE) is None


def test_it_asks_for_words_of_ones_own_which_nobody_has_to_write() -> None:
    form = DOCUMENT.form(ONCE)
    assert form is not None
    assert [(question.id, question.optional, question.personal) for question in form.every()] == [("written", True, True)]


def test_it_is_looked_at_before_it_is_saved() -> None:
    assert DOCUMENT.buttons(ONCE, 0) == (Button("look", saves=False, leads="document"), Button("save", primary=False))
    assert DOCUMENT.act(ONCE, "save", {}).done


def test_it_can_have_several_versions_and_then_ends_when_its_doer_says_so() -> None:
    assert [button.name for button in DOCUMENT.buttons(AGAIN, 0)] == ["look", "add"]
    assert [button.name for button in DOCUMENT.buttons(AGAIN, 1)] == ["look", "add", "done"]
    assert not DOCUMENT.act(AGAIN, "add", {}).done
    assert DOCUMENT.act(AGAIN, "done", {}).done


def test_every_button_has_words_in_every_language() -> None:
    for language in ("sv", "en"):
        assert all(DOCUMENT.word(button.name, language) != button.name for button in DOCUMENT.buttons(AGAIN, 1))
