"""The people of the model as accounts of the product."""

from datetime import date

from offices.models import Absence, Division, Grant, Rank, Role, Staff
from tests.factories.cast import make_office, make_staff

ON = date(2020, 6, 3)


def divisions() -> dict[str, Division]:
    """Return the two divisions of the model."""
    office = make_office()
    return {"A": office.general_affairs, "B": office.roads}


def people() -> dict[str, Staff]:
    """Make everybody of the model, PX away with DA as deputy."""
    places = divisions()
    made = {name: make_staff(name, Role.RECORDS_OFFICER) for name in ("O1", "O2")}
    for name, place in (("DA", "A"), ("DB", "B")):
        made[name] = make_staff(name, Role.DIVISION_STAFF, division=places[place])
    for name in ("HA", "PA", "PX"):
        made[name] = make_staff(name, Role.APPROVER, division=places["A"])
    Grant.objects.filter(staff=made["HA"]).update(rank=Rank.DIVISION_HEAD)
    Absence.objects.create(staff=made["PX"], deputy=made["DA"], absent_from=ON)
    return made
