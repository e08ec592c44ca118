"""Which tests, beside their rooms, hold which of the promises; `tests/test_promises.py` sees that they are there."""

HELD_BESIDE = {
    1: {
        "tests/engine/actions/test_submit.py": (
            "test_everything_of_a_report_is_stored_at_once",
            "test_whatever_statement_fails_nothing_of_the_report_is_left",
            "test_fifty_equal_reports_at_once_are_one",
        ),
        "tests/faults/test_kill.py": (
            "test_a_report_is_there_whole_or_not_at_all_and_sending_it_again_gives_one_receipt",
            "test_whatever_moment_the_process_ends_every_receipt_that_was_given_has_its_report",
        ),
    },
    2: {
        "tests/forms/test_hostile_forms.py": ("test_markup_is_shown_as_it_was_typed",),
        "tests/engine/delivery/test_smtp.py": ("test_no_subject_opens_a_new_header", "test_no_text_of_a_body_gets_out_of_it"),
        "tests/engine/spreadsheets/test_csv_lines.py": ("test_what_would_be_a_formula_begins_with_an_apostrophe",),
    },
    3: {
        "tests/forms/test_privacy.py": (
            "test_no_answer_is_in_an_address_a_title_a_header_or_a_cookie",
            "test_nothing_is_logged_of_a_request_that_breaks",
        ),
        "tests/engine/test_library.py": ("test_no_fact_holds_a_word_that_someone_wrote",),
        "tests/engine/test_sensitivity.py": ("test_each_channel_shows_what_the_table_says_and_no_more",),
        "tests/test_marked_answers.py": (
            "test_marked_answers_and_the_code_of_the_receipt_are_found_only_where_they_may_be",
            "test_reports_show_what_their_reader_may_see",
            "test_no_word_that_is_written_in_a_ready_made_template_gets_out",
        ),
    },
    4: {
        "tests/admin/test_access.py": (
            "test_only_those_who_may_are_let_in",
            "test_every_route_has_a_line_in_the_policy",
            "test_a_route_that_nobody_listed_is_not_there",
        )
    },
    5: {"tests/engine/store/test_journal.py": (), "tests/engine/actions/test_publish.py": ("test_the_text_is_kept_byte_for_byte",)},
    6: {
        "tests/engine/test_library.py": (
            "test_what_stands_before_decisions_is_done_before_any_other_step_opens",
            "test_no_step_is_ever_given_to_someone_who_is_shut_out",
        ),
        "tests/admin/test_flows.py": (
            "test_nothing_is_decided_or_closed_before_the_notice_is_written",
            "test_when_the_head_is_accused_nothing_reaches_the_head",
        ),
    },
    7: {
        "tests/admin/test_reports.py": (
            "test_the_chart_and_the_table_and_the_file_say_the_same",
            "test_others_see_closed_months_and_small_numbers_as_hidden",
        )
    },
    8: {
        "tests/browser/test_public.py": (
            "test_axe_finds_nothing_and_nothing_is_too_wide_on_any_page",
            "test_axe_finds_nothing_and_nothing_is_too_wide_on_the_way_to_the_receipt_and_its_status",
            "test_the_report_can_be_made_with_the_keyboard_alone",
        )
    },
    9: {
        "tests/docs/test_documents.py": ("test_the_settings_are_those_of_the_product", "test_every_command_is_described_and_no_other"),
        "tests/engine/test_library.py": ("test_a_template_of_the_library_loads_under_its_own_name", "test_its_examples_hold"),
    },
    10: {"tests/forms/test_privacy.py": ("test_no_page_is_kept_by_a_browser_or_lets_anything_foreign_in",)},
}
