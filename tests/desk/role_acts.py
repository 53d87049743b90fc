"""The acts on a unit in the role table: a line per act, and what each form sends.

The thing is a unit of `role_world` and the act: `shared_own.withdraw`. The unit
`shared_own` is open, `own_request` has ended; letters and people as in
`role_table`.
"""

from tests.desk.role_world import World

LINES = """
desk:act  shared_own.assign          GET   o  o  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.assign          POST  r  r  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.split           GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.split           POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.withdraw        GET   o  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.withdraw        POST  r  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.add_note        GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:act  shared_own.add_note        POST  r  r  x  r  x  x  x  x  x  x  x  s  s
desk:act  shared_own.log_contact     GET   o  o  x  o  x  x  x  x  x  x  x  s  s
desk:act  shared_own.log_contact     POST  r  r  x  r  x  x  x  x  x  x  x  s  s
desk:act  own_request.assign         GET   c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.assign         POST  c  c  x  x  x  x  x  x  x  x  x  s  s
desk:act  own_request.withdraw       GET   c  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  shared_other.add_note      GET   o  x  o  x  x  x  x  x  x  x  x  s  s
desk:act  shared_own.nothing         GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  appeal.add_note            GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:act  missing.add_note           GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:requester shared_own            GET   x  o  x  x  x  x  x  x  x  x  x  s  s
desk:requester shared_own            POST  x  o  x  x  x  x  x  x  x  x  x  s  s
desk:requester shared_other          GET   x  x  o  x  x  x  x  x  x  x  x  s  s
desk:requester appeal                GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:requester missing               GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:unit-print own_request          GET   o  o  x  o  x  x  x  o  o  x  x  s  s
desk:unit-print shared_other         GET   o  x  o  x  x  x  x  o  o  x  x  s  s
desk:unit-print appeal               GET   r  x  x  x  r  x  r  r  r  x  x  s  s
desk:unit-print missing              GET   x  x  x  x  x  x  x  x  x  x  x  s  s
desk:unit-print own_request          POST  m  m  m  m  m  m  m  m  m  m  m  s  s
"""


def act_body(act: str, world: World) -> dict[str, object]:
    """Return the form of an act as its page would send it."""
    forms: dict[str, dict[str, object]] = {
        "assign": {"handler": world.cast.division_staff.pk},
        "split": {"subject": "道路台帳のうち新しいもの"},
        "withdraw": {
            "is_written": "on",
            "arrived_on": "R2.6.5",
            "reason_kind": "requester",
        },
        "add_note": {"text": "覚え書き"},
        "log_contact": {
            "had_on": "R2.6.5",
            "counterpart": "requester",
            "means": "phone",
            "text": "日程を相談した",
        },
    }
    return {"token": "once", "confirm": "1", **forms.get(act, {})}
