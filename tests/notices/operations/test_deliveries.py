"""Sending, arrival, return, and sending again: four days kept apart and in order."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from casework.models import Decision, Party, PartyRole, Unit
from casework.permissions import NotPermitted
from notices.bytes_check import BytesDiffer, NotPrinted
from notices.models import Delivery, Notice
from notices.operations.of_deliveries import CannotDeliver
from notices.operations.record_arrival import record_arrival
from notices.operations.record_delivery import Sending, record_delivery, resend
from notices.operations.record_return import Returned, record_return
from notices.queries import Place, arrived_on, at_place, letters_due, place_of
from notices.store import notice_store
from offices.models import Staff
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, told
from tests.factories.letters import decided, issued, letter_of, printed

pytestmark = pytest.mark.django_db

SENT, ARRIVED, RETURNED, AGAIN = (TODAY + timedelta(days=n) for n in (1, 3, 8, 9))
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def notice(cast: Cast) -> Notice:
    return printed(issued(decided(cast.office), cast.records_officer))


def sent(notice: Notice, by: Staff, day: date = SENT, **changes: Any) -> Delivery:
    sending = Sending(
        **{"notice": notice.pk, "sent_on": day, "means": "post", **changes}
    )
    return record_delivery(
        unit=notice.unit,
        sending=sending,
        store=notice_store(),
        version=None,
        by=by,
        on=LATER,
        at=NOW,
    )


def sent_again(notice: Notice, by: Staff, day: date = AGAIN) -> Delivery:
    return resend(
        unit=notice.unit,
        sending=Sending(
            notice=notice.pk,
            sent_on=day,
            means="registered",
            tracking_number="123-45",
            postal_code="000-0000",
            address="転居先1番地",
        ),
        store=notice_store(),
        version=None,
        by=by,
        on=LATER,
        at=NOW,
    )


def arrived(notice: Notice, by: Staff, day: date = ARRIVED) -> Delivery:
    return record_arrival(
        unit=notice.unit,
        notice=notice.pk,
        arrived_on=day,
        version=None,
        by=by,
        on=LATER,
        at=NOW,
    )


def returned(notice: Notice, by: Staff, day: date = RETURNED) -> Delivery:
    return record_return(
        unit=notice.unit,
        returned=Returned(notice=notice.pk, on=day, reason="unknown"),
        version=None,
        by=by,
        on=LATER,
        at=NOW,
    )


def test_four_days_stand_apart(cast: Cast, notice: Notice) -> None:
    officer = cast.records_officer
    sent(notice, officer)
    arrived(notice, officer)

    row = Delivery.objects.get()
    assert (row.issued_on, row.sent_on, row.arrived_on) == (TODAY, SENT, ARRIVED)
    assert (row.postal_code, row.address) == (notice.postal_code, notice.address)
    assert told("record_delivery")[0][1] == {
        "notice": notice.pk,
        "number": "2練総情第1号",
        "delivery": 1,
        "sent_on": "2020-06-04",
        "means": "post",
    }
    assert told("record_arrival")[0][1]["arrived_on"] == "2020-06-06"


def test_letter_that_came_back_goes_elsewhere(cast: Cast, notice: Notice) -> None:
    officer = cast.records_officer
    sent(notice, officer)
    returned(notice, officer)
    assert place_of(Notice.objects.get()) == Place.RETURNED

    again = sent_again(notice, officer)
    arrived(notice, officer, AGAIN)

    first = Delivery.objects.get(seq=1)
    assert (first.returned_on, first.return_reason) == (RETURNED, "unknown")
    assert (again.seq, again.address) == (2, "転居先1番地")
    # the letter itself is the one that was issued
    assert Notice.objects.get().address == notice.address
    ((_, facts, detail),) = told("resend")
    assert "転居" not in str(facts)
    assert detail == {"address": "転居先1番地"}


def test_at_the_counter_it_arrives_the_same_day(cast: Cast, notice: Notice) -> None:
    sent(notice, cast.records_officer, means="counter")

    assert Delivery.objects.get().arrived_on == SENT


def test_mistyped_arrival_is_recorded_anew_and_told(cast: Cast, notice: Notice) -> None:
    officer = cast.records_officer
    sent(notice, officer)
    arrived(notice, officer, SENT)
    arrived(notice, officer, ARRIVED)

    assert Delivery.objects.get().arrived_on == ARRIVED
    assert told("record_arrival")[1][1]["instead_of"] == SENT.isoformat()


def test_days_are_in_order_and_past(cast: Cast, notice: Notice) -> None:
    officer = cast.records_officer
    before, later = TODAY - timedelta(1), LATER + timedelta(1)
    assert refused(lambda: sent(notice, officer, before)) == "too_early sent_on"
    assert refused(lambda: sent(notice, officer, later)) == "in_future sent_on"
    assert refused(lambda: arrived(notice, officer)) == "not_sent notice"
    assert refused(lambda: returned(notice, officer)) == "not_sent notice"
    assert refused(lambda: sent_again(notice, officer)) == "not_returned notice"
    assert (
        refused(lambda: sent(notice, officer, means="pigeon")) == "unknown_means means"
    )
    sent(notice, officer)
    assert refused(lambda: sent(notice, officer)) == "sent_already notice"
    assert refused(lambda: arrived(notice, officer, TODAY)) == "too_early arrived_on"
    assert refused(lambda: returned(notice, officer, TODAY)) == "too_early returned_on"
    returned(notice, officer)
    assert refused(lambda: sent_again(notice, officer, SENT)) == "too_early sent_on"
    assert refused(lambda: arrived(notice, officer)) == "not_sent notice"


def refused(act: Callable[[], object]) -> str:
    """Return code and field of a refusal, after which everything is as before."""
    before = list(Delivery.objects.values())
    with pytest.raises(CannotDeliver) as error:
        act()
    assert list(Delivery.objects.values()) == before
    return f"{error.value.code} {error.value.field}"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"sent_on": TODAY - timedelta(1)}, "sent_after_issue"),
        ({"arrived_on": TODAY}, "arrived_after_sending"),
        ({"returned_on": TODAY, "return_reason": "moved"}, "returned_after_sending"),
        (
            {"arrived_on": ARRIVED, "returned_on": ARRIVED, "return_reason": "moved"},
            "arrived_or_returned",
        ),
        ({"returned_on": RETURNED}, "return_has_reason"),
        ({"means": "pigeon"}, "means"),
    ],
)
def test_database_holds_the_order(
    cast: Cast, notice: Notice, changes: dict[str, Any], name: str
) -> None:
    sent(notice, cast.records_officer)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Delivery.objects.update(**changes)


def test_letter_of_another_unit_is_not_found(cast: Cast, notice: Notice) -> None:
    other = decided(cast.office)
    notice.unit = other

    assert (
        refused(lambda: sent(notice, cast.records_officer)) == "no_such_notice notice"
    )


def test_letter_without_its_bytes_is_not_sent(cast: Cast, notice: Notice) -> None:
    store = notice_store()
    (store.folder / notice.printed.path).write_bytes(b"something else")

    with pytest.raises(BytesDiffer):
        sent(notice, cast.records_officer)
    unprinted = issued(decided(cast.office), cast.records_officer)
    with pytest.raises(NotPrinted):
        sent(unprinted, cast.records_officer)

    assert not Delivery.objects.exists()


def test_deliveries_are_recorded_by_records_officers(
    cast: Cast, notice: Notice
) -> None:
    for act in (sent, arrived, returned, sent_again):
        with pytest.raises(NotPermitted):
            act(notice, cast.division_staff)


def test_places_are_the_same_one_by_one_and_in_lists(cast: Cast) -> None:
    officer = cast.records_officer
    issued_only, out, here, back = (
        printed(issued(decided(cast.office), officer)) for _ in range(4)
    )
    for one in (out, here, back):
        sent(one, officer)
    arrived(here, officer)
    returned(back, officer)

    expected = {
        Place.ISSUED: issued_only,
        Place.SENT: out,
        Place.ARRIVED: here,
        Place.RETURNED: back,
    }
    for place, one in expected.items():
        assert list(at_place(place)) == [one]
        assert place_of(Notice.objects.get(pk=one.pk)) == place


def test_arrival_of_a_decision_is_the_requesters(cast: Cast, notice: Notice) -> None:
    officer = cast.records_officer
    decision = Decision.objects.get(unit=notice.unit)
    assert arrived_on(decision) is None

    sent(notice, officer)
    arrived(notice, officer)
    assert arrived_on(decision) == ARRIVED

    Party.objects.filter(case=notice.unit.case).update(role=PartyRole.THIRD_PARTY)
    assert arrived_on(decision) is None


def test_letter_is_due_until_it_is_issued(cast: Cast) -> None:
    unit = decided(cast.office)
    letters = [letter_of(unit)]
    before = letters_due(unit, letters)

    issued(unit, cast.records_officer)

    assert before == letters
    assert letters_due(Unit.objects.get(pk=unit.pk), letters) == []
