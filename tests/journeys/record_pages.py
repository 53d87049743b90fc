"""The pages of records and drafts in every state they can be in."""

from tests.journeys.record_acts import (
    BAD_ROWS,
    GOOD_ROWS,
    apply,
    below_new_unit,
    choose_another,
    have_drafted,
    list_two,
    mistype_sheets,
    paste,
    send_back_without_words,
    submit,
    then,
    to_removal,
)
from tests.journeys.shown import (
    ASKS_NOTHING,
    OFFICER,
    SHOWS_NOTHING,
    Shown,
    State,
)

NEW_REQUEST = "/requests/new/"
RECORD_NEVER: dict[tuple[str, State], str] = {
    ("desk:records", "empty"): "a grid has at least its rows for new records",
    ("desk:records-paste", "empty"): SHOWS_NOTHING,
    ("desk:record-remove", "empty"): "a removal is of a record",
    ("desk:record-remove", "error"): ASKS_NOTHING,
    ("desk:draft", "empty"): "a draft is of a unit",
    ("desk:draft-print", "empty"): "a sheet is of a unit",
    ("desk:draft-print", "error"): ASKS_NOTHING,
    ("desk:approval", "empty"): "an approval is of a unit",
}
RECORD_PAGES = [
    Shown(
        "desk:records",
        "filled",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("records/", list_two, apply("1-2", "partial")),
    ),
    Shown(
        "desk:records",
        "filled",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("records/", list_two, apply("1-2", "full"), submit),
        note="closed",
    ),
    Shown(
        "desk:records",
        "error",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("", list_two, mistype_sheets),
    ),
    Shown(
        "desk:records-paste",
        "filled",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("", paste(GOOD_ROWS)),
    ),
    Shown(
        "desk:records-paste",
        "error",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("", paste(BAD_ROWS)),
    ),
    Shown(
        "desk:record-remove",
        "filled",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("", list_two, to_removal),
    ),
    Shown(
        "desk:draft",
        "filled",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("draft/", list_two, apply("1-2", "full")),
    ),
    Shown(
        "desk:draft",
        "filled",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("draft/", list_two, apply("1", "absent"), apply("2", "full")),
        note="apart",
    ),
    Shown(
        "desk:draft",
        "error",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("", list_two, apply("1-2", "full"), choose_another),
    ),
    Shown(
        "desk:draft-print",
        "filled",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("draft/print/", list_two, apply("1-2", "full"), submit),
    ),
    Shown(
        "desk:approval",
        "filled",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("approval/", have_drafted),
    ),
    Shown(
        "desk:approval",
        "error",
        OFFICER,
        NEW_REQUEST,
        below_new_unit("", then(have_drafted, send_back_without_words)),
    ),
]
