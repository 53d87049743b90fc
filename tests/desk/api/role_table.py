"""Who may ask what of the API: written by hand from the rights of the roles.

Columns and things are those of `tests.desk.role_table`.

    o  answered (200)             x  does not exist (404)
    m  not by this method (405)   u  not signed in (401)
    c  not possible now (409)     f  refused: not the drafter's, not today (422)

Acts are for whom their pages are: their lines stand in `tests.desk.role_acts`.
"""

from tests.desk.role_acts import LINES
from tests.desk.role_table import PEOPLE, Line

OF_ACTS = {"r": "o", "c": "c", "x": "x", "s": "u"}

TABLE = """
address              thing          method  RO DS OD AP BM BB BS SM AU SY ST DI AN
api:cases            -              GET     o  o  o  o  o  o  o  o  o  x  x  u  u
api:cases            -              POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:case             own_request    GET     o  o  x  o  x  x  x  o  o  x  x  u  u
api:case             other_request  GET     o  x  o  x  x  x  x  o  o  x  x  u  u
api:case             own_personal   GET     o  o  x  o  x  x  x  o  o  x  x  u  u
api:case             other_personal GET     o  x  o  x  x  x  x  o  o  x  x  u  u
api:case             shared_own     GET     o  o  o  o  x  x  x  o  o  x  x  u  u
api:case             appeal         GET     o  x  x  x  o  x  o  o  o  x  x  u  u
api:case             old_appeal     GET     o  x  x  x  o  o  o  o  o  x  x  u  u
api:case             missing        GET     x  x  x  x  x  x  x  x  x  x  x  u  u
api:case             own_request    POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:requests         -              POST    o  x  x  x  x  x  x  x  x  x  x  u  u
api:requests         -              GET     m  m  m  m  m  m  m  m  m  m  m  u  u
api:units            -              GET     o  o  o  o  o  o  o  o  o  x  x  u  u
api:units            -              POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:unit             own_request    GET     o  o  x  o  x  x  x  o  o  x  x  u  u
api:unit             other_request  GET     o  x  o  x  x  x  x  o  o  x  x  u  u
api:unit             own_personal   GET     o  o  x  o  x  x  x  o  o  x  x  u  u
api:unit             other_personal GET     o  x  o  x  x  x  x  o  o  x  x  u  u
api:unit             shared_own     GET     o  o  x  o  x  x  x  o  o  x  x  u  u
api:unit             shared_other   GET     o  x  o  x  x  x  x  o  o  x  x  u  u
api:unit             appeal         GET     o  x  x  x  o  x  o  o  o  x  x  u  u
api:unit             old_appeal     GET     o  x  x  x  o  o  o  o  o  x  x  u  u
api:unit             missing        GET     x  x  x  x  x  x  x  x  x  x  x  u  u
api:unit             own_request    POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:records          own_request    GET     o  o  x  o  x  x  x  o  o  x  x  u  u
api:records          other_request  GET     o  x  o  x  x  x  x  o  o  x  x  u  u
api:records          own_personal   GET     o  o  x  o  x  x  x  o  o  x  x  u  u
api:records          shared_own     GET     o  o  x  o  x  x  x  o  o  x  x  u  u
api:records          shared_other   GET     o  x  o  x  x  x  x  o  o  x  x  u  u
api:records          appeal         GET     o  x  x  x  o  x  o  o  o  x  x  u  u
api:records          missing        GET     x  x  x  x  x  x  x  x  x  x  x  u  u
api:records          own_request    POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:appeals          -              GET     o  x  x  x  o  o  o  o  o  x  x  u  u
api:appeals          -              POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:appeal           appeal         GET     o  x  x  x  o  x  o  o  o  x  x  u  u
api:appeal           old_appeal     GET     o  x  x  x  o  o  o  o  o  x  x  u  u
api:appeal           own_request    GET     x  x  x  x  x  x  x  x  x  x  x  u  u
api:appeal           missing        GET     x  x  x  x  x  x  x  x  x  x  x  u  u
api:appeal           appeal         POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:add-records      shared_own     POST    o  o  x  x  x  x  x  x  x  x  x  u  u
api:add-records      own_request    POST    c  c  x  x  x  x  x  x  x  x  x  u  u
api:add-records      appeal         POST    x  x  x  x  x  x  x  x  x  x  x  u  u
api:add-records      missing        POST    x  x  x  x  x  x  x  x  x  x  x  u  u
api:add-records      shared_own     GET     m  m  m  m  m  m  m  m  m  m  m  u  u
api:decide-record    shared_own     POST    o  o  x  x  x  x  x  x  x  x  x  u  u
api:decide-record    own_request    POST    c  c  x  x  x  x  x  x  x  x  x  u  u
api:decide-record    missing        POST    x  x  x  x  x  x  x  x  x  x  x  u  u
api:decide-record    shared_own     GET     m  m  m  m  m  m  m  m  m  m  m  u  u
api:disclose-at-once shared_own     POST    f  x  x  x  x  x  x  x  x  x  x  u  u
api:disclose-at-once own_personal   POST    x  x  x  x  x  x  x  x  x  x  x  u  u
api:disclose-at-once appeal         POST    x  x  x  x  x  x  x  x  x  x  x  u  u
api:disclose-at-once missing        POST    x  x  x  x  x  x  x  x  x  x  x  u  u
api:disclose-at-once shared_own     GET     m  m  m  m  m  m  m  m  m  m  m  u  u
api:amend-record     shared_own     POST    o  o  x  x  x  x  x  x  x  x  x  u  u
api:amend-record     missing        POST    x  x  x  x  x  x  x  x  x  x  x  u  u
api:amend-record     shared_own     GET     m  m  m  m  m  m  m  m  m  m  m  u  u
api:remove-record    shared_own     POST    o  o  x  x  x  x  x  x  x  x  x  u  u
api:remove-record    missing        POST    x  x  x  x  x  x  x  x  x  x  x  u  u
api:remove-record    shared_own     GET     m  m  m  m  m  m  m  m  m  m  m  u  u
api:act              shared_own.draft    POST    o  o  x  x  x  x  x  x  x  x  x  u  u
api:act              shared_own.decide   POST    o  o  x  x  x  x  x  x  x  x  x  u  u
api:act              shared_own.approve  POST    x  x  x  c  x  x  x  x  x  x  x  u  u
api:act              shared_other.approve POST   x  x  x  x  x  x  x  x  x  x  x  u  u
api:act              shared_own.concur   POST    c  x  x  x  x  x  x  x  x  x  x  u  u
api:act              shared_other.send_back POST o  x  x  x  x  x  x  x  x  x  x  u  u
api:act              shared_own.send_back POST   c  x  x  c  x  x  x  x  x  x  x  u  u
api:act              shared_other.take_back POST f  x  o  x  x  x  x  x  x  x  x  u  u
api:act              shared_own.take_back POST   c  c  x  x  x  x  x  x  x  x  x  u  u
api:letters          own_request    GET     o  o  x  o  x  x  x  o  o  x  x  u  u
api:letters          shared_other   GET     o  x  o  x  x  x  x  o  o  x  x  u  u
api:letters          missing        GET     x  x  x  x  x  x  x  x  x  x  x  u  u
api:letters          own_request    POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:acts             own_request    GET     o  o  x  o  x  x  x  o  o  x  x  u  u
api:acts             shared_other   GET     o  x  o  x  x  x  x  o  o  x  x  u  u
api:acts             appeal         GET     o  x  x  x  o  x  o  o  o  x  x  u  u
api:acts             missing        GET     x  x  x  x  x  x  x  x  x  x  x  u  u
api:acts             own_request    POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:board-sessions   -              GET     o  x  x  x  o  o  o  o  o  x  x  u  u
api:board-sessions   -              POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:board-session    session        GET     o  x  x  x  o  o  o  o  o  x  x  u  u
api:board-session    missing        GET     x  x  x  x  x  x  x  x  x  x  x  u  u
api:board-session    session        POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:figures          -              GET     o  x  x  x  x  x  x  o  x  x  x  u  u
api:figures          -              POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:annual-tables    -              GET     o  x  x  x  x  x  x  o  o  x  x  u  u
api:annual-tables    -              POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:annual-tables-of-year 2020      GET     o  x  x  x  x  x  x  o  o  x  x  u  u
api:annual-tables-of-year missing   GET     x  x  x  x  x  x  x  x  x  x  x  u  u
api:annual-tables-of-year 2020      POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:openapi          -              GET     o  o  o  o  o  o  o  o  o  o  o  u  u
api:openapi          -              POST    m  m  m  m  m  m  m  m  m  m  m  u  u
api:nothing          -              GET     x  x  x  x  x  x  x  x  x  x  x  u  u
api:nothing          -              POST    x  x  x  x  x  x  x  x  x  x  x  u  u
"""


def lines() -> list[Line]:
    """Read the table, and that of the acts."""
    head, *rows = TABLE.strip().splitlines()
    people = [PEOPLE[short] for short in head.split()[3:]]
    of_pages = [_line(row, people) for row in LINES.strip().splitlines()]
    return [_line(row, people) for row in rows] + [
        _of_api(line)
        for line in of_pages
        if line.address == "desk:act" and not line.thing.endswith(".nothing")
    ]


def _line(row: str, people: list[str]) -> Line:
    address, thing, method, *letters = row.split()
    return Line(address, thing, method, dict(zip(people, letters, strict=True)))


def _of_api(line: Line) -> Line:
    """Return the line of an act page as that of its address in the API.

    The page of an act is looked at, its address only takes what is sent.
    """
    if line.method == "GET":
        expected = {p: "u" if s == "s" else "m" for p, s in line.expected.items()}
    else:
        expected = {p: OF_ACTS[letter] for p, letter in line.expected.items()}
    return Line("api:act", line.thing, line.method, expected)
