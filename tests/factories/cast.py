"""The named cast: one person per role, two divisions, two organs."""

from dataclasses import dataclass
from datetime import date

from audit.trail import Actor
from offices.models import Division, Grant, Organ, Rank, Role, Staff

SINCE = date(2000, 4, 1)
CLERK = Actor("command:test", "test")


@dataclass(frozen=True, slots=True)
class Office:
    """Two organs, with two divisions under the mayor and one under the board."""

    mayor: Organ
    board_of_education: Organ
    assembly: Organ
    general_affairs: Division
    roads: Division
    schools: Division


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays in the tests."""

    office: Office
    records_officer: Staff
    division_staff: Staff
    other_division_staff: Staff
    approver: Staff
    board_member: Staff
    barred_board_member: Staff
    board_secretariat: Staff
    statistics_manager: Staff
    auditor: Staff
    sysadmin: Staff
    stranger: Staff
    disabled: Staff

    def everybody(self) -> dict[str, Staff]:
        """Return the staff by the names above."""
        return {
            name: person
            for name in self.__slots__
            if isinstance(person := getattr(self, name), Staff)
        }


def make_office() -> Office:
    """Make the organisation; rows that exist are taken as they are."""
    organs = {
        code: Organ.objects.get_or_create(
            code=code, defaults={"name": name, "valid_from": SINCE}
        )[0]
        for code, name in (
            ("mayor", "区長"),
            ("board_of_education", "教育委員会"),
            ("assembly", "議会"),
        )
    }
    return Office(
        mayor=organs["mayor"],
        board_of_education=organs["board_of_education"],
        assembly=organs["assembly"],
        general_affairs=make_division(organs["mayor"], "総務課"),
        roads=make_division(organs["mayor"], "道路課"),
        schools=make_division(organs["board_of_education"], "学務課"),
    )


def make_division(organ: Organ, name: str) -> Division:
    """Make a division of an organ, or return the one of that name."""
    return Division.objects.get_or_create(
        organ=organ, name=name, valid_from=SINCE, defaults={"code": name}
    )[0]


def make_staff(
    login: str,
    role: Role | None = None,
    *,
    division: Division | None = None,
    organ: Organ | None = None,
    is_active: bool = True,
) -> Staff:
    """Make a person with at most one grant; the password is the login."""
    staff = Staff.objects.create_account(
        login=login, name=f"{login} 氏", password=login, is_active=is_active
    )
    if role is not None:
        Grant.objects.create(
            staff=staff,
            role=role,
            division=division,
            organ=organ,
            rank=Rank.DEPARTMENT_HEAD if role == Role.APPROVER else "",
            valid_from=SINCE,
            reason="test",
        )
    return staff


def make_cast() -> Cast:
    """Make the office and everybody in it."""
    office = make_office()
    return Cast(
        office=office,
        records_officer=make_staff("records_officer", Role.RECORDS_OFFICER),
        division_staff=make_staff(
            "division_staff", Role.DIVISION_STAFF, division=office.general_affairs
        ),
        other_division_staff=make_staff(
            "other_division_staff", Role.DIVISION_STAFF, division=office.roads
        ),
        approver=make_staff("approver", Role.APPROVER, division=office.general_affairs),
        board_member=make_staff("board_member", Role.BOARD_MEMBER),
        barred_board_member=make_staff("barred_board_member", Role.BOARD_MEMBER),
        board_secretariat=make_staff("board_secretariat", Role.BOARD_SECRETARIAT),
        statistics_manager=make_staff("statistics_manager", Role.STATISTICS_MANAGER),
        auditor=make_staff("auditor", Role.AUDITOR),
        sysadmin=make_staff("sysadmin", Role.SYSADMIN),
        stranger=make_staff("stranger"),
        disabled=make_staff("disabled", Role.RECORDS_OFFICER, is_active=False),
    )
