"""The municipality's organisation and its people, one noun per file."""

from offices.models.absence import Absence
from offices.models.access_token import AccessToken
from offices.models.grant import Grant, Rank, Role
from offices.models.organisation import Division, Organ
from offices.models.staff import Staff, StaffManager

__all__ = [
    "Absence",
    "AccessToken",
    "Division",
    "Grant",
    "Organ",
    "Rank",
    "Role",
    "Staff",
    "StaffManager",
]
