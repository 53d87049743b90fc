"""Which words of which object may come before whom: written by hand.

    +  shown somewhere     .  shown nowhere

People as in `role_table.py`. `requester` is who asked, `subject` what was asked
for, `remarks`, `reason` (of a withdrawal) and `complaint` are words written about
it. `against` is the contested decision and `report` the board's answer, both as a
ledger wrote them. `raw` is the row of the ledger the object came from, `file` that
ledger's name, `agenda` what a board session dealt with, `what` an entry of the log
of guidance. The subject of `shared` is
the case's, which has a unit in either division; `shared_own` and `shared_other`
are words of one unit. `title`, `numbered` (its document number), `part` (what is
withheld) and `why` are of a record; `third` is a third party, `concerns` and `duty`
what its letter says, `office` where it answers to and `opinion` what it answered;
`differs` and `note` of a draft.
"""

from tests.desk.role_table import PEOPLE

TABLE = """
field      thing           RO DS OD AP BM BB BS SM AU SY ST DI AN
note       shared_own      +  +  .  +  .  .  .  .  .  .  .  .  .
holder     shared_own      +  +  .  +  .  .  .  .  .  .  .  .  .
answer     shared_own      +  +  .  +  .  .  .  .  .  .  .  .  .
wish       own_request     +  +  .  +  .  .  .  .  .  .  .  .  .
form_file  shared_own      +  .  .  .  .  .  .  .  .  .  .  .  .
released_file shared_own   +  +  .  +  .  .  .  .  .  .  .  .  .
requester  own_request     +  .  .  .  .  .  .  .  .  .  .  .  .
requester  other_request   +  .  .  .  .  .  .  .  .  .  .  .  .
requester  own_personal    +  .  .  .  .  .  .  .  .  .  .  .  .
requester  other_personal  +  .  .  .  .  .  .  .  .  .  .  .  .
requester  shared          +  .  .  .  .  .  .  .  .  .  .  .  .
requester  appeal          +  .  .  .  .  .  +  .  .  .  .  .  .
requester  old_appeal      +  .  .  .  .  .  +  .  .  .  .  .  .
subject    own_request     +  +  .  +  .  .  .  .  .  .  .  .  .
subject    other_request   +  .  +  .  .  .  .  .  .  .  .  .  .
subject    own_personal    +  +  .  +  .  .  .  .  .  .  .  .  .
subject    other_personal  +  .  +  .  .  .  .  .  .  .  .  .  .
subject    shared          +  +  +  +  .  .  .  .  .  .  .  .  .
subject    shared_own      +  +  .  +  .  .  .  .  .  .  .  .  .
subject    shared_other    +  .  +  .  .  .  .  .  .  .  .  .  .
subject    appeal          +  .  .  .  +  .  +  .  .  .  .  .  .
subject    old_appeal      +  .  .  .  +  +  +  .  .  .  .  .  .
remarks    own_request     +  +  .  +  .  .  .  .  .  .  .  .  .
remarks    other_request   +  .  +  .  .  .  .  .  .  .  .  .  .
remarks    own_personal    +  +  .  +  .  .  .  .  .  .  .  .  .
remarks    other_personal  +  .  +  .  .  .  .  .  .  .  .  .  .
remarks    shared_own      +  +  .  +  .  .  .  .  .  .  .  .  .
remarks    shared_other    +  .  +  .  .  .  .  .  .  .  .  .  .
remarks    appeal          +  .  .  .  +  .  +  .  .  .  .  .  .
remarks    old_appeal      +  .  .  .  +  +  +  .  .  .  .  .  .
reason     own_request     +  +  .  +  .  .  .  .  .  .  .  .  .
reason     other_request   +  .  +  .  .  .  .  .  .  .  .  .  .
title      shared_own      +  +  .  +  .  .  .  .  .  .  .  .  .
title      shared_other    +  .  +  .  .  .  .  .  .  .  .  .  .
numbered   shared_own      +  +  .  +  .  .  .  .  .  .  .  .  .
numbered   shared_other    +  .  +  .  .  .  .  .  .  .  .  .  .
part       shared_own      +  +  .  +  .  .  .  .  .  .  .  .  .
part       shared_other    +  .  +  .  .  .  .  .  .  .  .  .  .
why        shared_own      +  +  .  +  .  .  .  .  .  .  .  .  .
why        shared_other    +  .  +  .  .  .  .  .  .  .  .  .  .
differs    shared_other    +  .  +  .  .  .  .  .  .  .  .  .  .
note       shared_other    +  .  +  .  .  .  .  .  .  .  .  .  .
third      shared_other    +  .  .  .  .  .  .  .  .  .  .  .  .
concerns   shared_other    +  .  +  .  .  .  .  .  .  .  .  .  .
duty       shared_other    +  .  +  .  .  .  .  .  .  .  .  .  .
opinion    shared_other    +  .  .  .  .  .  .  .  .  .  .  .  .
office     shared_other    +  .  .  .  .  .  .  .  .  .  .  .  .
complaint  appeal          +  .  .  .  +  .  +  .  .  .  .  .  .
complaint  old_appeal      +  .  .  .  +  +  +  .  .  .  .  .  .
against    old_appeal      +  .  .  .  +  +  +  .  .  .  .  .  .
report     old_appeal      +  .  .  .  +  +  +  .  .  .  .  .  .
what       guidance        +  .  .  .  .  .  .  .  .  .  .  .  .
agenda     session         +  .  .  .  +  +  +  .  .  .  .  .  .
raw        own_request     +  .  .  .  .  .  .  .  .  .  .  .  .
raw        other_request   +  .  .  .  .  .  .  .  .  .  .  .  .
raw        own_personal    +  .  .  .  .  .  .  .  .  .  .  .  .
raw        other_personal  +  .  .  .  .  .  .  .  .  .  .  .  .
raw        shared_own      +  .  .  .  .  .  .  .  .  .  .  .  .
raw        shared_other    +  .  .  .  .  .  .  .  .  .  .  .  .
raw        appeal          +  .  .  .  .  .  +  .  .  .  .  .  .
raw        old_appeal      +  .  .  .  .  .  +  .  .  .  .  .  .
raw        session         +  .  .  .  .  .  +  .  .  .  .  .  .
file       disclosure      +  .  .  .  .  .  .  .  .  .  .  .  .
file       privacy         +  .  .  .  .  .  .  .  .  .  .  .  .
file       appeals         +  .  .  .  .  .  +  .  .  .  .  .  .
file       board_sessions  +  .  .  .  .  .  +  .  .  .  .  .  .
file       figures         +  .  .  .  .  .  .  .  .  .  .  .  .
"""


def marks_of(person: str) -> set[tuple[str, str]]:
    """Return field and object of every word that may come before a person."""
    head, *rows = TABLE.strip().splitlines()
    people = [PEOPLE[short] for short in head.split()[2:]]
    at = people.index(person)
    cells = [row.split() for row in rows]
    return {(field, thing) for field, thing, *seen in cells if seen[at] == "+"}


def all_marks() -> set[tuple[str, str]]:
    """Return field and object of every word there is."""
    _head, *rows = TABLE.strip().splitlines()
    return {(row.split()[0], row.split()[1]) for row in rows}
