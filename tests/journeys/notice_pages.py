"""The pages of letters, in every state they can be in."""

from tests.journeys.shown import ASKS_NOTHING, OFFICER, Shown, State

NOTICES = "/notices/"

NOTICE_NEVER: dict[tuple[str, State], str] = {
    ("desk:notices", "error"): ASKS_NOTHING,
    ("desk:notices-issue", "empty"): "without a letter it goes back to the list",
    ("desk:notices-issue", "filled"): "no letter of the demonstration can be issued",
    ("desk:notices-issue", "error"): ASKS_NOTHING,
}
NOTICE_NOT_PAGES = {
    "desk:letter-preview": "a PDF",
    "desk:notice": "a file to keep",
    "desk:notices-print": "goes on to the page of the job",
}


NOTICE_PAGES = [
    Shown("desk:notices", "empty", OFFICER, f"{NOTICES}?place=returned"),
    Shown("desk:notices", "filled", OFFICER, NOTICES),
]
