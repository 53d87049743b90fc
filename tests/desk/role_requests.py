"""What is sent for a line of the role table: the address's parts, the form."""

from tests.desk.role_table import Line
from tests.desk.role_world import World

# no object has this key, no year this number
NOWHERE = 987654
YEAR = 2020
AS_OF = "?as_of=2021-05-31"

CELLS: dict[str, dict[str, str]] = {
    "withdrawn": {"table": "T01", "row": "count", "column": "withdrawn"},
    "personal": {"table": "T03", "row": "count", "column": "non_disclosure"},
    "appeals": {"table": "T01", "row": "sentences", "column": "appeals"},
    "missing": {"table": "T01", "row": "nothing", "column": "withdrawn"},
}
FILES = {
    "json": "annual_2020.json",
    "csv": "annual_2020.csv",
    "html": "annual_2020.html",
    "xlsx": "T01_data.xlsx",
}
Parts = dict[str, str | int]


def parameters(line: Line, world: World) -> tuple[Parts, str]:
    """Return the parts of an address for its thing, and its query."""
    if line.thing == "-":
        return {}, ""
    app, _colon, name = line.address.partition(":")
    if app == "annual":
        return _annual(name, line.thing)
    if name.startswith("import-"):
        return _import(name, line.thing, world), ""
    if name == "token-revoke":
        token = world.officers_token
        return {"pk": NOWHERE if line.thing == "missing" else token.pk}, ""
    if name == "board-session":
        return {"pk": NOWHERE if line.thing == "missing" else world.session.pk}, ""
    unit = world.units.get(line.thing)
    if unit is None:
        return {"pk": NOWHERE}, ""
    return {"pk": unit.pk if name == "unit" else unit.case_id}, ""


def _annual(name: str, thing: str) -> tuple[Parts, str]:
    if name == "cell":
        return {"fiscal_year": YEAR, **CELLS[thing]}, AS_OF
    if name == "file":
        return {"fiscal_year": YEAR, "name": FILES.get(thing, "nothing.csv")}, AS_OF
    return {"fiscal_year": 9999 if thing == "missing" else YEAR}, ""


def _import(name: str, thing: str, world: World) -> Parts:
    if name == "import-template":
        kind = "nothing" if thing == "missing" else thing
        return {"kind": kind, "suffix": "xlsx"}
    if name == "import-run":
        return {"pk": NOWHERE if thing == "missing" else world.runs[thing].pk}
    token: Parts = {"token": world.files.get(thing, "nowhere")}
    return {**token, "suffix": "csv"} if name == "import-errors" else token


def body(line: Line, world: World) -> dict[str, object]:
    """Return a form as the page of the address would send it."""
    forms: dict[str, dict[str, object]] = {
        "desk:sign-in": {"username": "nobody", "password": "wrong"},
        "desk:search": {"q": "道路"},
        "set_language": {"language": "en", "next": "/help/"},
        "desk:tokens": {"name": "集計の試し", "days": "30"},
        "annual:figures": {"on": "", "visitors": "10"},
        "disclosure:request-new": {
            "token": "once",
            "organ": world.cast.office.mayor.pk,
            "received_on": "R2.7.1",
            "channel": "counter",
            "requester_category": "unknown",
            "name": "請求者",
            "subject_1": "道路台帳",
        },
    }
    return forms.get(line.address, {})
