"""Issuing a letter: frozen, numbered without a gap, refused where it is not right."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils.translation import override

from audit import trail, triggers
from casework.errors import CaseworkError
from casework.models import Counter, Unit
from casework.operations.begin import CannotAct
from casework.permissions import NotPermitted
from casework.versions import Stale
from notices.keys import letter_key
from notices.letter import Letter
from notices.models import Notice
from notices.operations import issue as module
from notices.operations.issue import CannotIssue, IssueFacts, issue
from notices.press import Press
from offices.models import Staff
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, TODAY, told
from tests.factories.dumps import EVERYTHING, dump
from tests.factories.letters import (
    GAP,
    PRESS,
    decided,
    issued,
    letter_of,
    press_with,
)
from tests.factories.power_cut import Cut, PowerCut

pytestmark = pytest.mark.django_db

TABLES: tuple[type[Model], ...] = (*EVERYTHING, Notice)
ALIVE = 10**9
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return decided(cast.office)


def test_letter_is_frozen_with_its_number_and_days(cast: Cast, unit: Unit) -> None:
    notice = issued(unit, cast.records_officer)

    stored = Notice.objects.get()
    letter = letter_of(unit)
    assert stored == notice
    # 令和2年度, 練, the symbol of divisions without one of their own
    assert stored.number_text == "2練総情第1号"
    assert (stored.number, stored.fiscal_year) == (1, 2020)
    assert stored.issued_on == TODAY
    assert (stored.form, stored.about) == (letter.form, letter.about)
    assert (stored.name, stored.honorific) == ("山田 花子", "様")
    assert (stored.postal_code, stored.address) == (
        letter.addressee.postal_code,
        letter.addressee.address,
    )
    assert stored.text["number"] == "2練総情第1号"
    assert stored.text["subject"] == "道路台帳"
    assert stored.facts_digest == trail.digest(letter.facts)
    assert len(stored.pack_digest) == 64
    assert stored.form_version == "plain-1"


def test_numbers_follow_each_other_per_symbol_and_year(cast: Cast) -> None:
    office = cast.office
    office.roads.symbol = "道管"
    office.roads.save(update_fields=["symbol"])
    first, second, of_roads = (decided(office) for _ in range(3))
    Unit.objects.filter(pk=of_roads.pk).update(division=office.roads)
    later = decided(office, on=date(2021, 4, 1))

    numbers = [
        issued(unit, cast.records_officer, on=on).number_text
        for unit, on in (
            (first, TODAY),
            (of_roads, TODAY),
            (second, TODAY),
            (later, date(2021, 4, 1)),
        )
    ]

    assert numbers == ["2練総情第1号", "2練道管第1号", "2練総情第2号", "3練総情第1号"]


def test_trail_names_the_letter_and_keeps_the_name_beside(
    cast: Cast, unit: Unit
) -> None:
    notice = issued(unit, cast.records_officer)

    ((subject, facts, detail),) = told("issue")
    assert subject == f"unit:{unit.pk}"
    assert facts == {
        "notice": notice.pk,
        "form": notice.form,
        "about": notice.about,
        "number": "2練総情第1号",
        "issued_on": "2020-06-03",
        "facts_digest": notice.facts_digest,
    }
    assert detail == {"addressee": "山田 花子"}


Bend = Callable[[Letter], Letter]


def with_gap(letter: Letter) -> Letter:
    return replace(letter, gaps=(GAP,))


def on_another_day(letter: Letter) -> Letter:
    return replace(letter, issued_on=TODAY - timedelta(days=1))


def elsewhere(letter: Letter) -> Letter:
    return replace(letter, about="decision:0")


@pytest.mark.parametrize(
    ("bend", "code", "field", "says"),
    [
        (with_gap, "letter_has_gaps", "letter", "道路台帳"),
        (on_another_day, "other_day", "issued_on", "2020-06-02"),
        (elsewhere, "no_such_letter", "letter", "no such letter"),
    ],
)
def test_refusal_says_what_to_mend_and_writes_nothing(
    cast: Cast, unit: Unit, bend: Bend, code: str, field: str, says: str
) -> None:
    wanted = wanted_of(unit)
    press = press_with(letters_of=lambda u, _on: [bend(letter_of(u))])
    before = dump(TABLES)

    with override("en"), pytest.raises(CannotIssue, match=says) as refused:
        send(unit, cast.records_officer, wanted, press=press)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert str(refused.value).endswith((".", "。"))
    assert dump(TABLES) == before


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TOMORROW, "issued_in_future"),
        (date(2020, 5, 31), "issued_before_receipt"),
    ],
)
def test_free_day_lies_between_receipt_and_today(
    cast: Cast, unit: Unit, day: date, code: str
) -> None:
    free = press_with(letters_of=lambda u, _on: [replace(letter_of(u), issued_on=None)])

    with pytest.raises(CannotIssue) as refused:
        send(unit, cast.records_officer, wanted_of(unit, day), press=free)
    send(unit, cast.records_officer, wanted_of(unit, TODAY), press=free)

    assert (refused.value.code, refused.value.field) == (code, "issued_on")
    assert Notice.objects.get().issued_on == TODAY


def test_without_the_check_a_letter_bears_any_day(
    cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the day."""
    monkeypatch.setattr(module, "_check_day", lambda *_args, **_kwargs: None)

    notice = send(unit, cast.records_officer, wanted_of(unit, TOMORROW))

    assert notice.issued_on == TOMORROW


def test_letter_goes_out_once_unless_there_is_a_reason(cast: Cast, unit: Unit) -> None:
    first = issued(unit, cast.records_officer)
    before = dump(TABLES)

    with pytest.raises(CannotIssue, match="2練総情第1号") as refused:
        issued(unit, cast.records_officer)
    assert refused.value.code == "issued_already"
    assert dump(TABLES) == before

    second = issued(unit, cast.records_officer, reason="汚損のため")
    assert (second.edition, second.supersedes) == (2, first)
    assert second.number_text == "2練総情第2号"
    assert told("issue")[1][1]["supersedes"] == first.pk
    assert told("issue")[1][2]["reason"] == "汚損のため"


def test_what_cannot_be_printed_gets_no_number(cast: Cast, unit: Unit) -> None:
    class Unprintable(CaseworkError):
        pass

    def refuse(_text: object) -> bytes:
        raise Unprintable

    before = dump(TABLES)
    with pytest.raises(Unprintable):
        issued(unit, cast.records_officer, press=press_with(render=refuse))

    assert dump(TABLES) == before


@pytest.mark.parametrize(
    "person", ["division_staff", "approver", "auditor", "statistics_manager"]
)
def test_letters_are_issued_by_records_officers(
    cast: Cast, unit: Unit, person: str
) -> None:
    with pytest.raises(NotPermitted):
        issued(unit, getattr(cast, person))

    assert not Notice.objects.exists()


def test_without_the_right_everybody_issues(
    cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the right."""
    monkeypatch.setattr("casework.operations.begin.require", lambda *_a, **_k: None)

    issued(unit, cast.auditor)

    assert Notice.objects.exists()


def test_void_number_gets_no_letter(cast: Cast, unit: Unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(voided=True)

    with pytest.raises(CannotAct):
        issued(unit, cast.records_officer)


def test_letter_read_before_a_change_is_not_issued(cast: Cast, unit: Unit) -> None:
    issued(unit, cast.records_officer)

    with pytest.raises(Stale):
        send(
            unit,
            cast.records_officer,
            replace(wanted_of(unit), reissue_reason="もう一度"),
            version=unit.version,
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notices_notice SET name = '別人'",
        "UPDATE notices_notice SET issued_on = '2020-01-01'",
        "UPDATE notices_notice SET text = '{}'",
        "DELETE FROM notices_notice",
    ],
)
def test_issued_letter_stays_as_it_is(cast: Cast, unit: Unit, statement: str) -> None:
    issued(unit, cast.records_officer)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_without_its_guard_a_letter_is_changed(cast: Cast, unit: Unit) -> None:
    """The negative control of the trigger."""
    issued(unit, cast.records_officer)

    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE notices_notice SET name = '別人'")

    assert Notice.objects.get().name == "別人"


def test_cut_at_every_statement_leaves_no_half_letter_and_no_gap(
    cast: Cast, unit: Unit
) -> None:
    before = dump(TABLES)
    # the rights of a person are read once
    statements_of(unit, cast.records_officer)
    n_statements = statements_of(unit, cast.records_officer)

    for k in range(1, n_statements + 1):
        with transaction.atomic():
            with pytest.raises(PowerCut), connection.execute_wrapper(Cut(k)):
                issued(fresh(unit), cast.records_officer)
            assert dump(TABLES) == before, k
            assert issued(fresh(unit), cast.records_officer).number == 1
            transaction.set_rollback(True)
    assert n_statements >= 8


def test_without_the_transaction_a_cut_leaves_a_gap(
    cast: Cast, unit: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the cuts above."""
    n_statements = statements_of(unit, cast.records_officer)
    before = dump(TABLES)
    bare = module.issue.__wrapped__  # type: ignore[attr-defined]  # what the decorator wraps
    monkeypatch.setattr("tests.factories.letters.issue", bare)

    halves = 0
    for k in range(1, n_statements):
        with transaction.atomic():
            try:
                with connection.execute_wrapper(Cut(k)):
                    issued(fresh(unit), cast.records_officer)
            except PowerCut:
                transaction.set_rollback(False)
                halves += dump(TABLES) != before
            transaction.set_rollback(True)
    assert halves > 0


def test_number_is_taken_last(cast: Cast, unit: Unit) -> None:
    """Whoever waits for a number waits for the fewest statements."""
    seen: list[str] = []

    def look(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        issued(fresh(unit), cast.records_officer)

    names = [sql for sql in seen if "SAVEPOINT" not in sql]
    taken = next(n for n, sql in enumerate(names) if "casework_counter" in sql)
    after = names[taken + 1 :]
    first_insert = next(sql for sql in after if sql.startswith("INSERT"))
    assert first_insert.startswith('INSERT INTO "notices_notice"')
    assert len(after) <= 6
    assert Counter.objects.get(series="document:総情").last == 1


def wanted_of(unit: Unit, day: date = TODAY) -> IssueFacts:
    return IssueFacts(key=letter_key(letter_of(unit)), issued_on=day)


def send(
    unit: Unit,
    by: Staff,
    wanted: IssueFacts,
    *,
    press: Press = PRESS,
    version: int | None = None,
) -> Notice:
    return issue(
        unit=unit,
        wanted=wanted,
        press=press,
        version=version,
        by=by,
        on=TODAY,
        at=NOW,
    )


def statements_of(unit: Unit, officer: Staff) -> int:
    """Count the statements of one issue, and take it back."""
    counter = Cut(ALIVE)
    with transaction.atomic():
        with connection.execute_wrapper(counter):
            issued(fresh(unit), officer)
        transaction.set_rollback(True)
    return counter.count


def fresh(unit: Unit) -> Unit:
    """Return the unit with nothing of it in memory, as a page loads it."""
    return Unit.objects.get(pk=unit.pk)
