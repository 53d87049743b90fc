"""The pages of letters, in every state they can be in."""

from tests.journeys.shown import ASKS_NOTHING, OFFICER, Shown, State

NOTICES = "/notices/"

NOTICE_NEVER: dict[tuple[str, State], str] = {
    ("desk:notices", "error"): ASKS_NOTHING,
}
NOTICE_NOT_PAGES = {
    "desk:notices-issue": "no letter of the demonstration can be issued",
    "desk:letter-preview": "a PDF",
    "desk:notice": "a file to keep",
    "desk:notices-print": "goes on to the page of the job",
}


NOTICE_PAGES = [
    Shown("desk:notices", "empty", OFFICER, f"{NOTICES}?place=returned"),
    Shown("desk:notices", "filled", OFFICER, NOTICES),
]
