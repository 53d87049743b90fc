"""Who may administer accounts and roles: written by hand, beside `role_table.py`."""

from offices.models import Division, Grant, RightsChange, Staff
from offices.models.rights_change import RightsAct
from tests.factories.cases import AT
from tests.factories.cast import Cast

# things: the auditor's account with an act that can be done to it; nothing is an
# act that is none; told is what another administrator did
LINES = """
desk:account         -              GET     o  o  o  o  o  o  o  o  o  o  o  s  s
desk:account         -              POST    o  o  o  o  o  o  o  o  o  o  o  s  s
desk:organisation    -              GET     x  x  x  x  x  x  x  x  x  o  x  s  s
desk:organisation    -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:division        roads          GET     x  x  x  x  x  x  x  x  x  o  x  s  s
desk:division        roads          POST    x  x  x  x  x  x  x  x  x  r  x  s  s
desk:division        missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:staff-list      -              GET     x  x  x  x  x  x  x  x  x  o  x  s  s
desk:staff-list      -              POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:staff-new       -              GET     x  x  x  x  x  x  x  x  x  o  x  s  s
desk:staff-new       -              POST    x  x  x  x  x  x  x  x  x  o  x  s  s
desk:staff           auditor        GET     x  x  x  x  x  x  x  x  x  o  x  s  s
desk:staff           auditor        POST    m  m  m  m  m  m  m  m  m  m  m  s  s
desk:staff           missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:staff-act       grant          GET     x  x  x  x  x  x  x  x  x  o  x  s  s
desk:staff-act       grant          POST    x  x  x  x  x  x  x  x  x  r  x  s  s
desk:staff-act       absence        POST    x  x  x  x  x  x  x  x  x  r  x  s  s
desk:staff-act       disable        GET     x  x  x  x  x  x  x  x  x  o  x  s  s
desk:staff-act       disable        POST    x  x  x  x  x  x  x  x  x  r  x  s  s
desk:staff-act       enable         POST    x  x  x  x  x  x  x  x  x  o  x  s  s
desk:staff-act       unlock         POST    x  x  x  x  x  x  x  x  x  r  x  s  s
desk:staff-act       reset          POST    x  x  x  x  x  x  x  x  x  o  x  s  s
desk:staff-act       nothing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:staff-act       missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:staff-hand-over auditor        GET     x  x  x  x  x  x  x  x  x  o  x  s  s
desk:staff-hand-over auditor        POST    x  x  x  x  x  x  x  x  x  o  x  s  s
desk:staff-hand-over missing        GET     x  x  x  x  x  x  x  x  x  x  x  s  s
desk:rights-change-seen told        GET     m  m  m  m  m  m  m  m  m  m  m  s  s
desk:rights-change-seen told        POST    x  x  x  x  x  x  x  x  x  r  x  s  s
desk:rights-change-seen missing     POST    x  x  x  x  x  x  x  x  x  x  x  s  s
"""
FORM = {"reason": "異動", "role": "statistics_manager"}
DAYS = {"valid_from": "2099-04-01", "absent_from": "2099-04-01"}
# no account has this key
NOWHERE = 987654


def make_change(cast: Cast) -> None:
    """Leave a change of rights that a second administrator has not seen."""
    RightsChange.objects.create(
        act=RightsAct.GRANTED,
        grant=Grant.objects.get(staff=cast.auditor),
        made_by=cast.stranger,
        at=AT,
    )


def parameters(name: str, thing: str) -> dict[str, str | int]:
    """Return the parts of an address of staff administration for its thing."""
    if name == "rights-change-seen":
        change = RightsChange.objects.get()
        return {"pk": NOWHERE if thing == "missing" else change.pk}
    if name == "division":
        roads = Division.objects.get(name="道路課")
        return {"pk": NOWHERE if thing == "missing" else roads.pk}
    auditor = Staff.objects.get(login="auditor")
    key: dict[str, str | int] = {"pk": NOWHERE if thing == "missing" else auditor.pk}
    return {**key, "act": thing} if name == "staff-act" else key


def body() -> dict[str, object]:
    """Return what the forms of the acts send, all in one."""
    return {**FORM, **DAYS}
