"""Who may open the lists, keep views and settings: written by hand."""

from desk.models import SavedView
from tests.factories.cast import Cast

# officers_view is the records officer's own, divisions_view is found by everybody
# who works for the division of own_…
LINES = """
desk:queue           -              GET     o  o  o  o  o  o  o  o  o  x  x  s  s
desk:queue           -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:queue-selection -              GET     m  m  m  m  m  m  m  m  m  m  m  s  s
desk:queue-selection -              POST    r  r  r  r  r  r  r  r  r  x  x  s  s
desk:queue-file      csv            GET     o  o  o  o  o  o  o  o  o  x  x  s  s
desk:queue-file      xlsx           GET     o  o  o  o  o  o  o  o  o  x  x  s  s
desk:queue-file      missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:queue-file      csv            POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:cases-file      csv            GET     o  o  o  o  o  o  o  o  o  x  x  s  s
desk:cases-file      xlsx           GET     o  o  o  o  o  o  o  o  o  x  x  s  s
desk:cases-file      missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:cases-file      csv            POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:preferences     -              GET     o  o  o  o  o  o  o  o  o  x  x  s  s
desk:preferences     -              POST    r  r  r  r  r  r  r  r  r  x  x  s  s
desk:view-new        -              GET     o  o  o  o  o  o  o  o  o  x  x  s  s
desk:view-new        -              POST    r  r  r  r  r  r  r  r  r  x  x  s  s
desk:view            officers_view  GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:view            officers_view  POST    r  x  x  x  x  x  x  x  x  x  x  s  s
desk:view            divisions_view GET     x  o  x  o  x  x  x  x  x  x  x  s  s
desk:view            divisions_view POST    x  r  x  r  x  x  x  x  x  x  x  s  s
desk:view            missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:view-remove     officers_view  GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:view-remove     officers_view  POST    r  x  x  x  x  x  x  x  x  x  x  s  s
desk:view-remove     divisions_view GET     x  o  x  o  x  x  x  x  x  x  x  s  s
desk:view-remove     divisions_view POST    x  r  x  r  x  x  x  x  x  x  x  s  s
desk:view-remove     missing        POST    x  x  x  x  x  x  x  x  x  x  x  s  s
annual:cell-file     csv            GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:cell-file     xlsx           GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:cell-file     missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
annual:cell-file     csv            POST    m  m  m  m  m  m  m  m  m  m  m  s  s
"""
FILES = frozenset({"queue-file", "cases-file"})
VIEWS = frozenset({"view", "view-remove"})
FORMS: dict[str, dict[str, object]] = {
    "desk:queue-selection": {"unit": "1"},
    "desk:preferences": {"page_size": "20"},
    "desk:view-new": {"list_name": "queue", "query": "due=week", "name": "今週"},
    "desk:view": {"name": "名前を変えた"},
}
# no view has this key
NOWHERE = 987654
SUFFIX = "nothing"


def make_views(cast: Cast) -> None:
    """Keep a view of the records officer's and one of a division."""
    SavedView.objects.create(
        list_name="queue",
        name="officers_view",
        query="due=week",
        staff=cast.records_officer,
    )
    SavedView.objects.create(
        list_name="queue",
        name="divisions_view",
        query="due=overdue",
        division=cast.office.general_affairs,
    )


def parameters(name: str, thing: str) -> dict[str, str | int]:
    """Return the parts of an address of a list for its thing."""
    if name in VIEWS:
        found = SavedView.objects.filter(name=thing).first()
        return {"pk": found.pk if found else NOWHERE}
    return {"suffix": SUFFIX if thing == "missing" else thing}
