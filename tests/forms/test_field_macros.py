"""Every widget's macro ties label, hint and error to its control, and keeps what was typed."""

from types import SimpleNamespace
from typing import Any

import pytest

from forms.web import FOLDER
from tests.forms.drawing import Node, View, call, draw

WIDGETS = sorted(path.stem for path in (FOLDER / "html" / "fields").glob("*.html") if path.stem != "any")
ASKING = [widget for widget in WIDGETS if widget != "info"]
SINGLE = ["input", "textarea", "select"]
MANY = ["radios", "checkboxes", "date", "scale"]

WORDS = {"file": {"limits": "At most 2.", "warning": "Names are seen.", "added": "Saved", "remove": "Remove"}}
PARTS = {"parts": ("from", "to"), "grid": ("back", "neck")}


def option(key: str, label: str = "", *, checked: bool = False, hint: str | None = None) -> SimpleNamespace:
    return SimpleNamespace(key=key, label=label or key.title(), checked=checked, hint=hint)


def view(widget: str, **more: Any) -> View:
    options = {
        "radios": ["yard", "hall"],
        "checkboxes": ["yard", "hall"],
        "select": ["yard", "hall"],
        "scale": ["1", "2"],
        "grid": ["often", "never"],
        "date": ["2026-11-25", "other"],
    }
    parts = PARTS.get(widget, ("",))
    texts = {f"{part}-label": f"The {part}" for part in parts} | WORDS.get(widget, {}) | more.pop("texts", {})
    return View(widget, **{"options": [option(key) for key in options.get(widget, [])], "parts": parts, "texts": texts, **more})


def control(tree: Node) -> Node:
    """What the label's or the error summary's link leads to."""
    return tree.one(id="place")


def described(node: Node) -> list[str]:
    return (node["aria-describedby"] or "").split()


@pytest.mark.parametrize("widget", WIDGETS)
def test_every_id_is_used_once_and_every_reference_leads_somewhere(widget: str) -> None:
    tree = draw(view(widget, hint="Roughly is enough", error="Say where", texts={"suffix": "m"}, attributes={"maxlength": "9"}))
    ids = [node["id"] for node in tree.all() if node["id"]]
    assert len(ids) == len(set(ids))
    assert {name for node in tree.all() for name in described(node)} <= set(ids)
    assert {node["for"] for node in tree.all("label")} <= set(ids)


@pytest.mark.parametrize("widget", [*SINGLE, "file"])
def test_one_control_is_named_by_its_label(widget: str) -> None:
    tree = draw(view(widget))
    assert tree.one("label", **{"for": "place"}).text == "Where was it?"
    assert control(tree)["name"] == "place"


@pytest.mark.parametrize("widget", MANY)
def test_several_controls_stand_in_a_fieldset_with_the_question_as_legend(widget: str) -> None:
    tree = draw(view(widget))
    assert tree.one("fieldset").one("legend").text == "Where was it?"
    assert control(tree)["name"] == "place"
    assert control(tree)["type"] in ("radio", "checkbox")


@pytest.mark.parametrize("widget", SINGLE)
def test_hint_and_error_describe_the_control(widget: str) -> None:
    tree = draw(view(widget, hint="Roughly is enough", error="Say where"))
    assert described(control(tree)) == ["place-hint", "place-error"]
    assert tree.one(id="place-hint").text == "Roughly is enough"
    assert tree.one(id="place-error").text == "Fel: Say where"
    assert control(tree)["aria-invalid"] == "true"


@pytest.mark.parametrize("widget", [*MANY, "parts"])
def test_hint_and_error_describe_the_fieldset(widget: str) -> None:
    tree = draw(view(widget, hint="Roughly is enough", error="Say where"))
    assert described(tree.one("fieldset")) == ["place-hint", "place-error"]
    assert tree.one(id="place-error").text == "Fel: Say where"


@pytest.mark.parametrize("widget", WIDGETS)
def test_without_error_nothing_is_marked_as_wrong(widget: str) -> None:
    tree = draw(view(widget, hint="Roughly is enough"))
    assert [node.tag for node in tree.all() if node["aria-invalid"] or "error" in (node["class"] or "")] == []
    assert tree.all(id="place-error") == []


@pytest.mark.parametrize("widget", [*SINGLE, *MANY, "parts"])
def test_without_hint_and_error_nothing_describes_the_question(widget: str) -> None:
    tree = draw(view(widget))
    assert [name for node in tree.all() for name in described(node) if not name.startswith("place-other")] == []


@pytest.mark.parametrize("widget", ASKING)
def test_optional_is_said_in_words(widget: str) -> None:
    assert "Where was it? (valfritt)" in draw(view(widget, optional=True)).text
    assert "valfritt" not in draw(view(widget)).text


@pytest.mark.parametrize("widget", WIDGETS)
def test_the_question_can_be_the_heading_of_the_page(widget: str) -> None:
    assert draw(view(widget, heading=True)).one("h1").text == "Where was it?"
    assert draw(view(widget)).all("h1") == []


@pytest.mark.parametrize("widget", WIDGETS)
def test_no_browser_check_no_inline_style_and_no_date_widget(widget: str) -> None:
    names = {name for node in draw(view(widget, error="Say where")).all() for name in node.attributes}
    assert not names & {"required", "pattern", "style", "min", "max", "maxlength"}
    assert draw(view(widget)).all(type="date") == []


@pytest.mark.parametrize("widget", WIDGETS)
def test_what_people_wrote_is_text_and_never_markup(widget: str) -> None:
    evil = '"><script>x</script>'
    tree = draw(
        view(
            widget,
            label=evil,
            hint=evil,
            error=evil,
            values={"": [evil], "other": [evil]},
            options=[option("k", evil, hint=evil), option("other")],
        )
    )
    assert tree.all("script") == []


def test_a_reason_for_asking_stands_with_the_hint() -> None:
    tree = draw(view("input", hint="Roughly.", why="So that the right one gets it."))
    assert tree.one(id="place-hint").text == "Roughly. So that the right one gets it."


def test_a_typed_line_is_kept_and_remembered_by_no_browser() -> None:
    field = control(draw(view("input", values={"": ["Ö & co"]})))
    assert (field["value"], field["type"], field["autocomplete"]) == ("Ö & co", "text", "off")


def test_attributes_choose_type_keyboard_and_what_the_browser_fills_in() -> None:
    field = control(draw(view("input", attributes={"type": "email", "autocomplete": "email", "inputmode": "email"})))
    assert (field["type"], field["autocomplete"], field["inputmode"]) == ("email", "email", "email")


def test_what_stands_after_the_field_describes_it() -> None:
    tree = draw(view("input", texts={"suffix": "kg"}))
    assert described(control(tree)) == ["place-suffix"]
    assert tree.one(id="place-suffix").text == "kg"


def test_a_text_area_keeps_the_text_and_its_first_line_break() -> None:
    field = control(draw(view("textarea", values={"": ["\nTwo\nlines"]})))
    assert field.raw == "\n\nTwo\nlines"


def test_the_most_characters_are_told_and_not_enforced() -> None:
    tree = draw(view("textarea", attributes={"maxlength": "500"}))
    assert tree.one(id="place-most").text == "Högst 500 tecken"
    assert described(control(tree)) == ["place-most"]
    assert (control(tree)["data-most"], control(tree)["data-from"], control(tree)["maxlength"]) == ("500", None, None)


def test_a_limit_that_few_reach_is_told_by_the_script_alone() -> None:
    tree = draw(view("textarea", attributes={"maxlength": "8000"}))
    assert (control(tree)["data-most"], control(tree)["data-from"], tree.one(id="place-most").text) == ("8000", "6000", "")


def test_what_is_left_is_heard_politely_and_apart_from_what_is_seen() -> None:
    tree = draw(view("textarea", attributes={"maxlength": "500"}))
    (heard,) = tree.all(**{"aria-live": "polite"})
    assert (heard.text, heard["class"], tree.one(id="place-most")["aria-live"]) == ("", "govuk-visually-hidden", None)


@pytest.mark.parametrize(("widget", "mark"), [("radios", "checked"), ("checkboxes", "checked"), ("select", "selected")])
def test_the_chosen_option_is_kept(widget: str, mark: str) -> None:
    tree = draw(view(widget, options=[option("yard"), option("hall", checked=True)]))
    assert [node["value"] for node in tree.all() if mark in node.attributes] == ["hall"]


@pytest.mark.parametrize("widget", ["radios", "checkboxes"])
def test_an_option_has_its_own_label_and_hint(widget: str) -> None:
    tree = draw(view(widget, options=[option("yard"), option("hall", hint="Or corridor")]))
    second = tree.one(value="hall")
    assert tree.one("label", **{"for": str(second["id"])}).text == "Hall"
    assert [tree.one(id=name).text for name in described(second)] == ["Or corridor"]


def test_a_list_begins_with_an_empty_row() -> None:
    first = draw(view("select")).all("option")[0]
    assert (first["value"], first.text) == ("", "Välj")


def test_few_short_options_stand_side_by_side() -> None:
    assert "mv-choices--inline" in str(draw(view("radios")).one("fieldset").inside[-1]["class"])
    long = draw(view("radios", options=[option("a", "A"), option("b", "Something longer")]))
    assert "mv-choices--inline" not in str(long.one("fieldset").inside[-1]["class"])


def test_what_the_ends_of_a_scale_mean_describes_its_steps() -> None:
    tree = draw(view("scale", texts={"from": "1, Bad", "to": "2, Good"}))
    assert described(tree.one("fieldset")) == ["place-ends"]
    assert tree.one(id="place-ends").text == "1, Bad 2, Good"
    assert [node["value"] for node in tree.all(type="radio")] == ["1", "2"]


def test_each_part_has_its_own_label_and_hint_and_the_first_the_questions_id() -> None:
    tree = draw(
        view("parts", texts={"to-hint": "Like 20 november"}, values={"to": ["20 nov"]}, attributes={"to-autocomplete": "postal-code"})
    )
    first, second = control(tree), tree.one(id="place-to")
    assert [first["name"], second["name"]] == ["place-from", "place-to"]
    assert [node.text for node in tree.all("label")] == ["The from", "The to"]
    assert (second["value"], described(second)) == ("20 nov", ["place-to-hint"])
    assert [first["autocomplete"], second["autocomplete"]] == ["off", "postal-code"]


@pytest.mark.parametrize(("part", "marked"), [("to", ["place-to"]), ("", ["place", "place-to"])])
def test_an_error_marks_the_part_that_it_is_about(part: str, marked: list[str]) -> None:
    tree = draw(view("parts", error="Write a day", part=part))
    assert [node["id"] for node in tree.all("input") if node["aria-invalid"]] == marked
    assert all("place-error" in described(tree.one(id=id)) for id in marked)


def test_each_row_of_a_grid_is_a_fieldset_with_the_same_choice() -> None:
    tree = draw(view("grid", hint="Roughly", values={"neck": ["never"]}))
    assert [node.text for node in tree.all("legend")] == ["Where was it?", "The back", "The neck"]
    assert [(node["id"], node["name"], node["value"]) for node in tree.all("input")] == [
        ("place", "place-back", "often"),
        ("place--never", "place-back", "never"),
        ("place-neck", "place-neck", "often"),
        ("place-neck--never", "place-neck", "never"),
    ]
    assert [node["id"] for node in tree.all("input") if "checked" in node.attributes] == ["place-neck--never"]
    assert described(tree.all("fieldset")[0]) == ["place-hint"]


def test_an_error_in_a_row_of_a_grid_describes_the_row() -> None:
    fieldsets = draw(view("grid", error="Choose", part="neck")).all("fieldset")
    assert [described(node) for node in fieldsets] == [["place-error"], [], ["place-error"]]


def test_the_limits_of_files_describe_the_input_and_each_saved_file_has_its_way_out() -> None:
    tree = draw(view("file", options=[option("a", "a.jpg", checked=True), option("b", "b.jpg")], attributes={"accept": ".jpg"}))
    assert described(control(tree)) == ["place-limits"]
    assert (control(tree)["type"], control(tree)["accept"]) == ("file", ".jpg")
    assert [(node["name"], node["value"]) for node in tree.all(type="hidden")] == [("place", "a")]
    assert [(node["name"], node["value"], node.text) for node in tree.all("button")] == [("do", "drop:a", "Remove a.jpg")]


def test_another_day_has_a_field_of_its_own_outside_the_radios() -> None:
    tree = draw(view("date", texts={"other-label": "Which day?", "other-hint": "Like 20 november"}))
    field = tree.one(name="place-other")
    assert tree.one("label", **{"for": "place-other"}).text == "Which day?"
    assert described(field) == ["place-other-hint"]
    radios = next(node for node in tree.all("div") if node["class"] == "govuk-radios")
    assert field not in radios.all()
    assert tree.one(id=str(field["data-picks"]))["value"] == "other"


def test_an_error_in_the_written_day_is_the_fields_own() -> None:
    days = [option("2026-11-25"), option("other", checked=True)]
    field = draw(view("date", options=days, error="Write a day", values={"": ["other"], "other": ["31 november"]})).one(name="place-other")
    assert (field["value"], field["aria-invalid"]) == ("31 november", "true")
    assert described(field) == ["place-other-hint", "place-error"]


def test_a_day_without_shortcuts_is_one_field() -> None:
    tree = draw(view("date", options=[], values={"": ["20 november"]}, error="Write a day"))
    assert tree.all(type="radio") == []
    assert (control(tree)["value"], control(tree)["aria-invalid"]) == ("20 november", "true")


def rows(count: int) -> list[SimpleNamespace]:
    def row(number: int) -> SimpleNamespace:
        inner = View("input", id=f"place.{number}.name", name=f"place.{number}.name", label="Name")
        return SimpleNamespace(id=f"place.{number}", title=f"Person {number + 1}", fields=[inner], remove=f"remove:place.{number}")

    return [row(number) for number in range(count)]


def test_each_row_of_a_group_is_a_fieldset_with_its_own_name_and_way_out() -> None:
    tree = draw(view("group", rows=rows(2), add="add:place"))
    assert [node.text for node in tree.all("legend")] == ["Person 1", "Person 2"]
    assert [(node["name"], node["value"], node.text) for node in tree.all("button")] == [
        ("do", "remove:place.0", "Ta bort Person 1"),
        ("do", "remove:place.1", "Ta bort Person 2"),
        ("do", "add:place", "Lägg till en till Where was it?"),
    ]


def test_a_group_that_is_full_has_no_button_to_add() -> None:
    assert [node["value"] for node in draw(view("group", rows=rows(1))).all("button")] == ["remove:place.0"]


def test_the_error_summary_takes_focus_and_leads_to_the_controls() -> None:
    tree = call("parts/error_summary.html", "error_summary", [{"id": "place", "text": "Say where"}, {"id": "day", "text": "Say when"}])
    box = tree.one(id="error-summary")
    assert box["tabindex"] == "-1"
    assert "autofocus" in box.attributes
    assert tree.one(id=str(box["aria-labelledby"])).text == "Två svar behöver rättas"
    assert [(link["href"], link.text) for link in tree.all("a")] == [("#place", "Say where"), ("#day", "Say when")]


def test_without_errors_there_is_no_summary() -> None:
    assert call("parts/error_summary.html", "error_summary", []).all() == []


def test_the_first_of_several_parts_is_a_list_where_there_are_options() -> None:
    chosen = view("parts", options=[option("7"), option("8")], values={"from": ["8"], "to": ["8B"]}, error="Choose", part="from")
    tree = draw(chosen)
    picked = [node["value"] for node in tree.all("option") if "selected" in node.attributes]
    assert (control(tree).tag, control(tree)["aria-invalid"], picked) == ("select", "true", ["8"])
    assert tree.one("input", name="place-to")["value"] == "8B"


def test_a_text_to_read_is_drawn_with_its_lists_and_links_and_nothing_else() -> None:
    tree = draw(view("info", texts={"text": "Läs *noga*:\n\n- [lagen](https://a.example)\n- <b>x</b> [y](javascript:z)"}))
    assert {node.tag for node in tree.all()} == {"div", "h2", "p", "em", "ul", "li", "a"}
    assert tree.one("a")["href"] == "https://a.example"
    assert tree.all("li")[1].text == "<b>x</b> [y](javascript:z)"


def test_a_hint_in_place_of_a_text_to_read_stands_as_it_was_written() -> None:
    tree = draw(view("info", hint="*Läs*\n[lagen](https://a.example)"))
    assert (tree.one("p").raw, tree.all("a")) == ("*Läs*\n[lagen](https://a.example)", [])
