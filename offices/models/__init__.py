"""The municipality's organisation and its people, one noun per file."""

from offices.models.absence import Absence
from offices.models.access_token import AccessToken
from offices.models.grant import Grant, Rank, Role
from offices.models.organisation import Division, Organ
from offices.models.rights_change import RightsChange
from offices.models.sign_in_attempts import SignInAttempts
from offices.models.staff import Staff, StaffManager

__all__ = [
    "Absence",
    "AccessToken",
    "Division",
    "Grant",
    "Organ",
    "Rank",
    "RightsChange",
    "Role",
    "SignInAttempts",
    "Staff",
    "StaffManager",
]
