"""One account per staff role, with a password everybody knows: for demonstrations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from audit.trail import Actor
from offices.models import Division, Rank, Role, Staff
from offices.operations.create_staff import Account, create_staff

PASSWORD = "hiroba-demo"  # noqa: S105 - known to everybody on purpose; production refuses it
# the division that answers the most requests of the demonstration
DIVISION = "建築審査課"
REASON = "デモンストレーション用の見本の利用者"


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """Who signs in to see what a role sees."""

    login: str
    name: str
    division: str = ""


ACCOUNTS: Mapping[str, DemonstrationAccount] = MappingProxyType(
    {
        Role.RECORDS_OFFICER.value: DemonstrationAccount(
            "records1", "情報公開担当（見本）"
        ),
        Role.DIVISION_STAFF.value: DemonstrationAccount(
            "division1", "所管課職員（見本）", DIVISION
        ),
        Role.APPROVER.value: DemonstrationAccount(
            "approver1", "承認者（見本）", DIVISION
        ),
        Role.BOARD_MEMBER.value: DemonstrationAccount("member1", "審査会委員（見本）"),
        Role.BOARD_SECRETARIAT.value: DemonstrationAccount(
            "secretariat1", "審査会事務局（見本）"
        ),
        Role.STATISTICS_MANAGER.value: DemonstrationAccount(
            "statistics1", "統計担当（見本）"
        ),
        Role.AUDITOR.value: DemonstrationAccount("auditor1", "監査（見本）"),
        Role.SYSADMIN.value: DemonstrationAccount(
            "sysadmin1", "システム管理者（見本）"
        ),
    }
)
"""The accounts by role."""


def create_accounts(*, on: date, by: Actor, at: datetime) -> list[DemonstrationAccount]:
    """Make the demonstration accounts that do not exist yet.

    An account whose login exists is left as it is. Each new one gets its grant
    and its trail entry from `create_staff`.

    Args:
        on: From which day the roles hold.
        by: Who makes them.
        at: When.

    Returns:
        The accounts that were made.

    Raises:
        Division.DoesNotExist: The divisions of the demonstration are not there.
    """
    standing = set(Staff.objects.values_list("login", flat=True))
    missing = {
        role: account
        for role, account in ACCOUNTS.items()
        if account.login not in standing
    }
    for role, account in missing.items():
        create_staff(
            account=Account(
                login=account.login,
                name=account.name,
                role=role,
                division=_division(account),
                password=PASSWORD,
                rank=Rank.DEPARTMENT_HEAD if role == Role.APPROVER else "",
            ),
            on=on,
            reason=REASON,
            by=by,
            at=at,
        )
    return list(missing.values())


def _division(account: DemonstrationAccount) -> Division | None:
    if not account.division:
        return None
    return Division.objects.get(name=account.division, organ__code="mayor")
