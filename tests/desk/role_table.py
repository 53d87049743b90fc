"""Who may open what: written by hand from the rights of the roles, not from code.

Columns are people, lines are an address, the thing it is asked about and the
method. What is not for somebody answers exactly as what does not exist.

    o  opens (200)                      x  does not exist (404)
    r  done, goes on elsewhere (302)    m  not by this method (405)
    s  to the sign-in page (302)        c  not possible where it stands (409)
"""

from dataclasses import dataclass

from tests.desk import (
    role_acts,
    role_house,
    role_queue,
    role_records,
    role_spring,
    role_staff,
)

PEOPLE = {
    "RO": "records_officer",
    "DS": "division_staff",
    "OD": "other_division_staff",
    "AP": "approver",
    "BM": "board_member",
    "BB": "barred_board_member",
    "BS": "board_secretariat",
    "SM": "statistics_manager",
    "AU": "auditor",
    "SY": "sysadmin",
    "ST": "stranger",
    "DI": "disabled",
    "AN": "anonymous",
}

# thing: - the address takes no object; missing: there is no such object.
# division_staff and approver belong to the division of own_…, other_division_staff
# to that of other_…; shared_own and shared_other are two units of one case, one in
# either division; barred_board_member is barred from appeal, not from old_appeal,
# whose ledger names a decision that nobody knows. officers_file and
# boards_file are ledgers brought by the records officer and the secretariat, each
# in a session of their own; officers_token is the records officer's.
TABLE = """
address              thing          method  RO DS OD AP BM BB BS SM AU SY ST DI AN
desk:sign-in         -              GET     r  r  r  r  r  r  r  r  r  r  r  o  o
desk:sign-in         -              POST    r  r  r  r  r  r  r  r  r  r  r  o  o
desk:sign-out        -              GET     m  m  m  m  m  m  m  m  m  m  m  s  s
desk:sign-out        -              POST    r  r  r  r  r  r  r  r  r  r  r  s  s
set_language         -              GET     r  r  r  r  r  r  r  r  r  r  r  r  r
set_language         -              POST    r  r  r  r  r  r  r  r  r  r  r  r  r
desk:help            -              GET     o  o  o  o  o  o  o  o  o  o  o  o  o
desk:help            -              POST    m  m  m  m  m  m  m  m  m  m  m  m  m
desk:accessibility   -              GET     o  o  o  o  o  o  o  o  o  o  o  o  o
desk:accessibility   -              POST    m  m  m  m  m  m  m  m  m  m  m  m  m
desk:tokens          -              GET     o  o  o  o  o  o  o  o  o  o  o  s  s
desk:tokens          -              POST    o  o  o  o  o  o  o  o  o  o  o  s  s
desk:token-revoke    officers_token GET     m  m  m  m  m  m  m  m  m  m  m  s  s
desk:token-revoke    officers_token POST    r  x  x  x  x  x  x  x  x  x  x  s  s
desk:token-revoke    missing        POST    x  x  x  x  x  x  x  x  x  x  x  s  s
desk:api             -              GET     o  o  o  o  o  o  o  o  o  o  o  s  s
desk:api             -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:home            -              GET     o  o  o  o  o  o  o  o  o  o  o  s  s
desk:home            -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:cases           -              GET     o  o  o  o  o  o  o  o  o  x  x  s  s
desk:cases           -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:search          -              GET     o  o  o  o  o  o  o  o  o  x  x  s  s
desk:search          -              POST    r  r  r  r  r  r  r  r  r  x  x  s  s
desk:calendar        -              GET     o  o  o  o  x  x  x  o  o  x  x  s  s
desk:calendar        -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:register        -              GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:register        -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:case            own_request    GET     o  o  x  o  x  x  x  o  o  x  x  s  s
desk:case            other_request  GET     o  x  o  x  x  x  x  o  o  x  x  s  s
desk:case            own_personal   GET     o  o  x  o  x  x  x  o  o  x  x  s  s
desk:case            other_personal GET     o  x  o  x  x  x  x  o  o  x  x  s  s
desk:case            shared_own     GET     o  o  o  o  x  x  x  o  o  x  x  s  s
desk:case            appeal         GET     r  x  x  x  r  x  r  r  r  x  x  s  s
desk:case            missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:case            own_request    POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:unit            own_request    GET     o  o  x  o  x  x  x  o  o  x  x  s  s
desk:unit            other_request  GET     o  x  o  x  x  x  x  o  o  x  x  s  s
desk:unit            own_personal   GET     o  o  x  o  x  x  x  o  o  x  x  s  s
desk:unit            other_personal GET     o  x  o  x  x  x  x  o  o  x  x  s  s
desk:unit            shared_own     GET     o  o  x  o  x  x  x  o  o  x  x  s  s
desk:unit            shared_other   GET     o  x  o  x  x  x  x  o  o  x  x  s  s
desk:unit            appeal         GET     r  x  x  x  r  x  r  r  r  x  x  s  s
desk:unit            old_appeal     GET     r  x  x  x  r  r  r  r  r  x  x  s  s
desk:unit            missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:unit            own_request    POST    m  m  m  m  m  m  m  m  m  m  m  s  s
disclosure:request-new -              GET     o  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:request-new -              POST    r  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:guidance  -              GET     o  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:guidance  -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
disclosure:guidance-new -              GET     o  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:guidance-new -              POST    r  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:address   -              GET     m  m  m  m  m  m  m  m  m  m  m  s  s
disclosure:address   -              POST    o  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:at-once   own_request    GET     o  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:at-once   own_request    POST    o  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:at-once   own_personal   GET     x  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:at-once   appeal         GET     x  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:at-once   missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:request-received own_request    GET     o  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:request-received other_request  GET     o  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:request-received shared_own     GET     o  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:request-received own_personal   GET     x  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:request-received appeal         GET     x  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:request-received missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
disclosure:request-received own_request    POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:appeals         -              GET     o  x  x  x  o  o  o  o  o  x  x  s  s
desk:appeals         -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:appeal          appeal         GET     o  x  x  x  o  x  o  o  o  x  x  s  s
desk:appeal          old_appeal     GET     o  x  x  x  o  o  o  o  o  x  x  s  s
desk:appeal          own_request    GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:appeal          missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:appeal          appeal         POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:board-sessions  -              GET     o  x  x  x  o  o  o  o  o  x  x  s  s
desk:board-sessions  -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:board-session   session        GET     o  x  x  x  o  o  o  o  o  x  x  s  s
desk:board-session   missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:board-session   session        POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:import          -              GET     o  x  x  x  x  x  o  x  x  x  x  s  s
desk:import          -              POST    o  x  x  x  x  x  o  x  x  x  x  s  s
desk:import-report   officers_file  GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-report   officers_file  POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:import-report   boards_file    GET     x  x  x  x  x  x  o  x  x  x  x  s  s
desk:import-report   missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-errors   officers_file  GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-errors   officers_file  POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:import-errors   missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-check    officers_file  GET     m  m  m  m  m  m  m  m  m  m  m  s  s
desk:import-check    officers_file  POST    r  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-check    missing        POST    x  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-commit   officers_file  GET     m  m  m  m  m  m  m  m  m  m  m  s  s
desk:import-commit   officers_file  POST    r  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-commit   boards_file    POST    x  x  x  x  x  x  r  x  x  x  x  s  s
desk:import-commit   missing        POST    x  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-run      disclosure     GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-run      privacy        GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-run      appeals        GET     o  x  x  x  x  x  o  x  x  x  x  s  s
desk:import-run      board_sessions GET     o  x  x  x  x  x  o  x  x  x  x  s  s
desk:import-run      figures        GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-run      disclosure     POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:import-run      missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-take-back disclosure    GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-take-back disclosure    POST    o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-take-back appeals       GET     o  x  x  x  x  x  o  x  x  x  x  s  s
desk:import-take-back board_sessions GET    o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-take-back missing       GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-template disclosure     GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-template privacy        GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-template appeals        GET     o  x  x  x  x  x  o  x  x  x  x  s  s
desk:import-template figures        GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:import-template disclosure     POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:import-template missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:jobs            -              GET     o  o  o  o  o  o  o  o  o  o  o  s  s
desk:jobs            -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:job-export      -              GET     m  m  m  m  m  m  m  m  m  m  m  s  s
desk:job-export      -              POST    r  r  r  r  r  r  r  r  r  x  x  s  s
desk:job             officers_job   GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:job             officers_job   POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:job             boards_job     GET     x  x  x  x  x  x  o  x  x  x  x  s  s
desk:job             missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:job-cancel      officers_job   GET     m  m  m  m  m  m  m  m  m  m  m  s  s
desk:job-cancel      officers_job   POST    r  x  x  x  x  x  x  x  x  x  x  s  s
desk:job-cancel      boards_job     POST    x  x  x  x  x  x  r  x  x  x  x  s  s
desk:job-cancel      missing        POST    x  x  x  x  x  x  x  x  x  x  x  s  s
desk:job-file        officers_done_job GET     o  x  x  x  x  x  x  x  x  x  x  s  s
desk:job-file        officers_done_job POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:job-file        officers_job   GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:job-file        missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
annual:years         -              GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:years         -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
annual:year          2020           GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:year          2020           POST    m  m  m  m  m  m  m  m  m  m  m  s  s
annual:year          missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
annual:file          json           GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:file          csv            GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:file          html           GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:file          xlsx           GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:file          xlsx           POST    m  m  m  m  m  m  m  m  m  m  m  s  s
annual:file          missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
annual:months        2020           GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:months        2020           POST    m  m  m  m  m  m  m  m  m  m  m  s  s
annual:months        missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
annual:month-cell    received       GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:month-cell    received       POST    m  m  m  m  m  m  m  m  m  m  m  s  s
annual:month-cell    missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
annual:cell          withdrawn      GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:cell          withdrawn      POST    m  m  m  m  m  m  m  m  m  m  m  s  s
annual:cell          personal       GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:cell          appeals        GET     o  x  x  x  x  x  x  o  o  x  x  s  s
annual:cell          missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
annual:figures       2020           GET     o  x  x  x  x  x  x  o  x  x  x  s  s
annual:figures       2020           POST    r  x  x  x  x  x  x  r  x  x  x  s  s
annual:figures       missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table.

    Attributes:
        expected: person → letter.
    """

    address: str
    thing: str
    method: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.address} {self.thing}"


def lines() -> list[Line]:
    """Read the table."""
    head, *rows = TABLE.strip().splitlines()
    rows += role_acts.LINES.strip().splitlines()
    rows += role_staff.LINES.strip().splitlines()
    rows += role_queue.LINES.strip().splitlines()
    rows += role_records.LINES.strip().splitlines()
    rows += role_spring.LINES.strip().splitlines()
    rows += role_house.LINES.strip().splitlines()
    people = [PEOPLE[short] for short in head.split()[3:]]
    found = []
    for row in rows:
        address, thing, method, *letters = row.split()
        expected = dict(zip(people, letters, strict=True))
        found.append(Line(address, thing, method, expected))
    return found
