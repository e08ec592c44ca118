"""What was typed in a step, for someone who can no longer send it."""

from admin.step_form import in_words
from forms.view import Asked, Pick

PICKS = (Pick("a", "Ofta"), Pick("b", "Aldrig"))


def test_what_was_chosen_is_said_by_its_label_and_what_was_typed_as_it_stands() -> None:
    asked = Asked("date", "day", "Dag", values={"": ["b"], "other": ["3 mars"]}, options=PICKS)
    assert in_words([asked, Asked("input", "it", "Tom", values={"": [""]})]) == [{"label": "Dag", "value": "Aldrig\n3 mars"}]


def test_each_part_is_named() -> None:
    texts = {"back-label": "Rygg", "neck-label": "Nacke"}
    asked = Asked("grid", "pain", "Besvär", values={"back": ["a"], "neck": []}, options=PICKS, texts=texts)
    assert in_words([asked]) == [{"label": "Besvär", "value": "Rygg: Ofta"}]
