"""What is sent for a line of the role table: the address's parts, the form."""

from tests.desk import role_house, role_queue, role_records, role_spring, role_staff
from tests.desk.role_acts import act_body
from tests.desk.role_jobs import key_of
from tests.desk.role_table import Line
from tests.desk.role_words import file_of
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
MONTH_CELLS: dict[str, dict[str, str]] = {
    "received": {"kind": "public_records", "month": "2020-06", "measure": "received"},
    "missing": {"kind": "public_records", "month": "2020-13", "measure": "received"},
}
FILES = {
    "json": "annual_2020.json",
    "csv": "annual_2020.csv",
    "html": "annual_2020.html",
    "xlsx": "T01_data.xlsx",
}
Parts = dict[str, str | int]
OF_UNIT = (
    role_records.PAGES
    | role_house.OF_UNIT
    | {
        "unit",
        "act",
        "requester",
        "unit-print",
        "disclosure-print",
        "receipts",
        "at-once",
        "letter-preview",
    }
)


def parameters(line: Line, world: World) -> tuple[Parts, str]:
    """Return the parts of an address for its thing, and its query."""
    if line.thing == "-":
        return {}, ""
    app, _colon, name = line.address.partition(":")
    if app == "annual":
        return _annual(name, line.thing)
    other = _without_unit(name, line.thing, world)
    if other is not None:
        return other, ""
    if name == "notice":
        unit = world.units.get(line.thing)
        return {"pk": unit.pk if unit else NOWHERE, "notice": NOWHERE}, ""
    if name == "attachment":
        key = file_of(line.thing) or NOWHERE
        return {"pk": world.units["shared_own"].pk, "file": key}, ""
    thing, _dot, act = line.thing.partition(".")
    if name == "batch-act":
        return {"act": act}, ""
    unit = world.units.get(thing)
    of_act: Parts = {"act": act} if act else {}
    if unit is None:
        return {"pk": NOWHERE, **of_act}, ""
    return {"pk": unit.pk if name in OF_UNIT else unit.case_id, **of_act}, ""


def _without_unit(name: str, thing: str, world: World) -> Parts | None:
    """Return the parts of an address that is of no unit; None where it is."""
    if name.startswith("import-"):
        return _import(name, thing, world)
    if name.startswith(("staff", "rights-change", "division")):
        return role_staff.parameters(name, thing)
    if name in role_queue.FILES | role_queue.VIEWS:
        return role_queue.parameters(name, thing)
    if name in role_house.NAMES | role_spring.NAMES:
        is_of_house = name in role_house.NAMES
        of = role_house.parameters if is_of_house else role_spring.parameters
        return of(name, thing)
    if name == "record-remove":
        return role_records.parameters(thing, world.units)
    if name == "job" or name.startswith("job-"):
        return {"pk": key_of(thing) or NOWHERE}
    keys = {
        "token-revoke": world.officers_token.pk,
        "board-session": world.session.pk,
    }
    if name not in keys:
        return None
    return {"pk": NOWHERE if thing == "missing" else keys[name]}


def _annual(name: str, thing: str) -> tuple[Parts, str]:
    if name == "cell":
        return {"fiscal_year": YEAR, **CELLS[thing]}, AS_OF
    if name == "month-cell":
        return {"fiscal_year": YEAR, **MONTH_CELLS[thing]}, ""
    if name == "cell-file":
        return {
            "fiscal_year": YEAR,
            **CELLS["withdrawn"],
            **role_queue.parameters(name, thing),
        }, AS_OF
    if name == "file":
        return {"fiscal_year": YEAR, "name": FILES.get(thing, "nothing.csv")}, AS_OF
    return {"fiscal_year": 9999 if thing == "missing" else YEAR}, ""


def _import(name: str, thing: str, world: World) -> Parts:
    if name == "import-template":
        kind = "nothing" if thing == "missing" else thing
        return {"kind": kind, "suffix": "xlsx"}
    if name in {"import-run", "import-take-back"}:
        return {"pk": NOWHERE if thing == "missing" else world.runs[thing].pk}
    token: Parts = {"token": world.files.get(thing, "nowhere")}
    return {**token, "suffix": "csv"} if name == "import-errors" else token


def body(line: Line, world: World) -> dict[str, object]:
    """Return a form as the page of the address would send it."""
    if line.address == "desk:batch-act":
        thing, _dot, act = line.thing.partition(".")
        return {**act_body(act, world), "unit": world.units[thing].pk}
    if line.address == "desk:act":
        return act_body(line.thing.partition(".")[2], world)
    forms: dict[str, dict[str, object]] = {
        "desk:reminders": {**role_house.MAILS},
        "desk:requester": {"reason": "本人の求めにより確認"},
        "desk:sign-in": {"username": "nobody", "password": "wrong"},
        "desk:job-export": {"list": "cases", "format": "csv/utf-8", "key": "once"},
        "desk:search": {"q": "道路"},
        "disclosure:guidance-new": {
            "token": "once",
            "on": "R2.7.1",
            "kind": "advice",
            "what": "道路台帳の見方",
        },
        "set_language": {"language": "en", "next": "/help/"},
        "desk:turn-of-year": {"line": "organs", "done": "1"},
        "desk:tokens": {"name": "集計の試し", "days": "30"},
        "desk:staff-act": role_staff.body(),
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
    return {**forms, **role_queue.FORMS, **role_records.FORMS}.get(line.address, {})
