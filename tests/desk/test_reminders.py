"""Who is reminded of which date, when, and what of it is written to whom."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import F

from casework.models import Bar, ClockState, Inquiry, Unit
from casework.operations.inquire import inquire
from casework.operations.void import void
from desk.models import MailAddress, Reminder, ReminderRecipient
from desk.operations import remind as remind_module
from desk.reminders import raising
from desk.reminders.raising import raise_reminders
from desk.reminders.waiting import waiting_for
from notices.models import OutgoingMail
from offices.models import Absence, Grant
from ordinances.calendars import load_calendar
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import Cast, make_cast, make_staff
from tests.factories.desk import take_up

pytestmark = pytest.mark.django_db

CALENDAR = load_calendar()
# received on Monday 1 June 2020: due on Monday 15 June, fourteen days later
DUE = date(2020, 6, 15)
STEPS = {
    "before:5": date(2020, 6, 8),
    "before:2": date(2020, 6, 11),
    "today": DUE,
    "overdue": date(2020, 6, 16),
}
BODY_KNOWS = "令和2年度"


@pytest.fixture
def cast() -> Cast:
    found = make_cast()
    for person in found.everybody().values():
        MailAddress.objects.create(staff=person, address=f"{person.pk}@e.invalid")
    return found


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make_unit(intake(requester="依頼 太郎", subject="秘密の件名"))


def at(on: date) -> datetime:
    """Half past eight in the morning in Japan."""
    return datetime(on.year, on.month, on.day, tzinfo=UTC) - timedelta(minutes=30)


def look(on: date) -> int:
    return raise_reminders(calendar=CALENDAR, at=at(on))


def told(what: str = "due") -> dict[str, list[str]]:
    """Return the step and who was told, for one kind of date."""
    rows = ReminderRecipient.objects.filter(reminder__what__startswith=what)
    found: dict[str, list[str]] = {}
    for row in rows.select_related("reminder", "staff").order_by("pk"):
        found.setdefault(row.reminder.step, []).append(row.staff.login)
    return found


def test_each_step_is_told_once(cast: Cast, unit: Unit) -> None:
    assert unit.due_on == DUE
    day = date(2020, 6, 1)
    while day < date(2020, 7, 1):
        look(day)
        look(day)
        day += timedelta(days=1)

    raised = {
        row.step: row.raised_at.date() for row in Reminder.objects.filter(what="due")
    }
    # half past eight in Japan is still the day before in UTC
    assert raised == {step: on - timedelta(days=1) for step, on in STEPS.items()}
    assert Reminder.objects.filter(what="due").count() == 4


def test_what_nobody_looked_for_is_made_up_by_the_step_reached(
    cast: Cast, unit: Unit
) -> None:
    look(STEPS["overdue"])

    assert set(told()) == {"overdue"}


def test_mail_names_number_and_day_and_no_person(cast: Cast, unit: Unit) -> None:
    look(STEPS["before:2"])

    mail = OutgoingMail.objects.get(
        key__startswith="reminder:", subject__contains="6月15日"
    )
    text = mail.subject + mail.body
    assert unit.number_text in text
    assert BODY_KNOWS in text
    assert "依頼" not in text
    assert "秘密" not in text


def test_handler_is_told_else_the_division_else_the_officers(
    cast: Cast, unit: Unit
) -> None:
    second = make_unit()
    take_up(second, by=cast.records_officer, handler=cast.division_staff)
    third = make_unit()
    Unit.objects.filter(pk=third.pk).update(division=None)
    make_staff(
        "colleague",
        Grant.objects.get(staff=cast.division_staff).role,  # type: ignore[arg-type]  # a role by its value
        division=cast.office.general_affairs,
    )

    look(STEPS["today"])

    by_unit = {
        pk: sorted(
            ReminderRecipient.objects.filter(
                reminder__unit=pk, reminder__what="due"
            ).values_list("staff__login", flat=True)
        )
        for pk in (unit.pk, second.pk, third.pk)
    }
    assert by_unit == {
        unit.pk: ["colleague", "division_staff"],
        second.pk: ["division_staff"],
        third.pk: ["records_officer"],
    }


@pytest.mark.parametrize("has_deputy", [True, False])
def test_deputy_is_told_while_the_handler_is_away(
    cast: Cast, unit: Unit, has_deputy: bool
) -> None:
    deputy = make_staff(
        "deputy",
        Grant.objects.get(staff=cast.division_staff).role,  # type: ignore[arg-type]  # as above
        division=cast.office.general_affairs,
    )
    take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    Absence.objects.create(
        staff=cast.division_staff,
        deputy=deputy if has_deputy else None,
        absent_from=date(2020, 6, 8),
        absent_until=date(2020, 6, 12),
    )
    for on in (date(2020, 6, 8), DUE):
        look(on)

    # without a deputy the division is told: whoever of it is there
    assert told() == {"before:5": ["deputy"], "today": ["division_staff"]}


def test_barred_person_is_told_nothing(cast: Cast, unit: Unit) -> None:
    take_up(unit, by=cast.records_officer, handler=cast.division_staff)
    Bar.objects.create(case=unit.case, staff=cast.division_staff, on=DUE, reason="x")

    look(DUE)

    assert told() == {"today": ["records_officer"]}
    assert waiting_for(cast.division_staff, on=DUE, calendar=CALENDAR) == ([], 0)


def _voided(unit: Unit, cast: Cast) -> object:
    by = cast.records_officer
    return void(unit=unit, reason="誤り", version=None, by=by, on=DUE, at=at(DUE))


@pytest.mark.parametrize(
    "change",
    [
        _voided,
        lambda unit, cast: end(unit, "full"),
        lambda unit, cast: Unit.objects.update(clock_state=ClockState.SUSPENDED),
        lambda unit, cast: Unit.objects.update(taken_back=True),
    ],
)
def test_unit_that_waits_no_more_reminds_nobody(
    cast: Cast, unit: Unit, change: Callable[[Unit, Cast], object]
) -> None:
    change(unit, cast)

    assert look(DUE) == 0
    assert waiting_for(cast.division_staff, on=DUE, calendar=CALENDAR) == ([], 0)


def test_another_due_date_is_another_reminder(cast: Cast, unit: Unit) -> None:
    look(DUE)
    later = DUE + timedelta(days=30)
    Unit.objects.update(due_on=later)

    look(DUE)
    look(later)

    days = Reminder.objects.filter(what="due", step="today")
    assert sorted(days.values_list("due_on", flat=True)) == [DUE, later]


def test_answer_a_division_owes_is_told_to_the_division(cast: Cast, unit: Unit) -> None:
    inquiry = inquire(
        unit=unit,
        division=cast.office.general_affairs,
        answer_by_on=date(2020, 6, 5),
        by=cast.records_officer,
        on=date(2020, 6, 2),
        at=at(date(2020, 6, 2)),
    )
    for on in (date(2020, 6, 3), date(2020, 6, 4), date(2020, 6, 5)):
        look(on)

    assert told("answer") == {
        "before:1": ["division_staff"],
        "today": ["division_staff"],
    }
    # while an answer is owed the office's own date is not told
    assert not Reminder.objects.filter(what__startswith="internal").exists()
    Inquiry.objects.filter(pk=inquiry.pk).update(
        answered_on=F("asked_on"), answered_by=cast.division_staff, existence="yes"
    )
    assert look(date(2020, 6, 8)) > 0
    assert "overdue" not in told("answer")


def test_internal_date_is_told(cast: Cast, unit: Unit) -> None:
    # received: the record is to be identified seven open days before, on 4 June
    look(date(2020, 6, 3))

    assert told("internal") == {"before:1": ["division_staff"]}
    assert Reminder.objects.get(what="internal:identify").due_on == date(2020, 6, 4)


def test_who_wants_no_mails_sees_it_on_the_first_page(cast: Cast, unit: Unit) -> None:
    MailAddress.objects.filter(staff=cast.division_staff).update(wants_mails=False)

    look(STEPS["before:2"])

    assert not OutgoingMail.objects.exists()
    assert told() == {"before:2": ["division_staff"]}
    found, count = waiting_for(
        cast.division_staff, on=STEPS["before:2"], calendar=CALENDAR
    )
    assert [(row.unit, row.on, row.step) for row in found if row.label == "期限"] in (
        [],
        [(unit, DUE, "before:2")],
    )
    assert count == len(found) > 0


def test_second_scheduler_at_the_same_date_writes_nothing(
    cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one has looked, but had not written when this one looked."""
    look(DUE)
    before = OutgoingMail.objects.count()
    monkeypatch.setattr(raising, "_told", lambda units: set())

    assert look(DUE) == 0
    assert OutgoingMail.objects.count() == before > 0


def test_fault_in_one_mail_takes_the_reminder_back(
    cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> OutgoingMail:
        raise RuntimeError

    with monkeypatch.context() as patched:
        patched.setattr(remind_module, "write_mail", fail)
        with pytest.raises(RuntimeError):
            look(DUE)
    assert not Reminder.objects.filter(what="due").exists()

    assert look(DUE) > 0
    assert told() == {"today": ["division_staff"]}
