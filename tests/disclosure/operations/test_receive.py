"""Receiving a request: all of it or nothing, once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import override

from audit.models import Entry
from casework.intake import PartyFacts
from casework.models import Case, Channel, FormToken, Origin, Party, PartyRole, Unit
from disclosure.operations import receive as module
from disclosure.operations.receive import (
    CannotReceive,
    ItemFacts,
    RequestFacts,
    receive,
)
from offices.models import Role, Staff
from tests.factories.cases import AT
from tests.factories.cast import Office, make_office, make_staff
from tests.factories.dumps import EVERYTHING, dump
from tests.factories.power_cut import Cut, PowerCut

ON = date(2020, 6, 1)
TABLES: tuple[type[Model], ...] = (*EVERYTHING, FormToken)
ONE = "one form"
N_AT_ONCE = 8
ALIVE = 10**9


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


@pytest.fixture
def officer(db: None) -> Staff:
    return make_staff("officer", Role.RECORDS_OFFICER)


def facts(office: Office, *, n_items: int = 2, token: str = ONE) -> RequestFacts:
    divisions = (office.general_affairs, office.roads, None)
    return RequestFacts(
        municipality="nerima",
        organ=office.mayor,
        received_on=ON,
        channel=Channel.COUNTER,
        requester=PartyFacts(
            role=PartyRole.REQUESTER,
            name="練馬 花子",
            kana="ねりま はなこ",
            postal_code="000-0000",
            address="星川台1-2-3",
            phone="03-0000-0000",
            email="hanako@example.jp",
        ),
        requester_category="resident",
        items=tuple(
            ItemFacts(subject=f"件名{n}", division=divisions[n % 3])
            for n in range(n_items)
        ),
        token=token,
    )


def log(request: RequestFacts, officer: Staff) -> Case:
    return receive(request=request, by=officer, on=ON, at=AT)


def test_items_become_units_with_their_divisions(
    office: Office, officer: Staff
) -> None:
    case = log(facts(office, n_items=3), officer)

    units = list(case.units.order_by("branch"))
    assert [unit.subject for unit in units] == ["件名0", "件名1", "件名2"]
    assert [unit.division for unit in units] == [
        office.general_affairs,
        office.roads,
        None,
    ]
    assert {unit.due_on for unit in units} == {date(2020, 6, 15)}
    assert (case.number, case.origin, case.channel) == (1, Origin.DESK, "counter")
    assert case.subject == "件名0／件名1／件名2"


def test_single_item_has_the_subject_of_its_case(
    office: Office, officer: Staff
) -> None:
    case = log(facts(office, n_items=1), officer)

    unit = case.units.get()
    assert (unit.subject, unit.subject_text, case.subject) == ("", "件名0", "件名0")


def test_requester_is_copied_as_typed(office: Office, officer: Staff) -> None:
    request = facts(office)
    party = log(request, officer).parties.get()

    assert party.role == PartyRole.REQUESTER
    for name in ("name", "kana", "postal_code", "address", "phone", "email"):
        assert getattr(party, name) == getattr(request.requester, name)


@pytest.mark.parametrize("name", ["𠮷野 髙﨑", "葛\U000e0100城", "㈱みどり～設計"])
def test_rare_characters_of_a_name_stay_as_typed(
    name: str, office: Office, officer: Staff
) -> None:
    request = facts(office)
    request = replace(request, requester=replace(request.requester, name=name))

    party = log(request, officer).parties.get()

    assert party.name == name


def test_numbers_begin_anew_on_the_first_of_april(
    office: Office, officer: Staff
) -> None:
    days = (date(2021, 3, 31), date(2021, 4, 1))

    cases = [
        receive(
            request=replace(facts(office, token=str(on)), received_on=on),
            by=officer,
            on=days[1],
            at=AT,
        )
        for on in days
    ]

    assert [(case.fiscal_year, case.number) for case in cases] == [(2020, 1), (2021, 1)]


def test_trail_tells_who_received_it_and_nothing_of_the_requester(
    office: Office, officer: Staff
) -> None:
    case = log(facts(office), officer)

    entries = list(Entry.objects.filter(stream=case.stream).order_by("seq"))
    assert [entry.act for entry in entries] == ["open_case", "split"]
    assert {entry.actor_key for entry in entries} == {f"staff:{officer.pk}"}
    assert entries[0].facts["origin"] == Origin.DESK
    assert "練馬" not in str([entry.facts for entry in entries])


def future(request: RequestFacts, office: Office) -> RequestFacts:
    return replace(request, received_on=ON + timedelta(days=1))


def dissolved(request: RequestFacts, office: Office) -> RequestFacts:
    organ = office.mayor
    organ.valid_until = ON
    return replace(request, organ=organ)


def before_the_ordinance(request: RequestFacts, office: Office) -> RequestFacts:
    return replace(request, received_on=date(2001, 6, 1))


def foreign(request: RequestFacts, office: Office) -> RequestFacts:
    item = ItemFacts(subject="学校の記録", division=office.schools)
    return replace(request, items=(request.items[0], item))


def ended_division(request: RequestFacts, office: Office) -> RequestFacts:
    division = office.roads
    division.valid_until = ON
    return replace(request, items=(ItemFacts(subject="道路", division=division),))


def without_item(request: RequestFacts, office: Office) -> RequestFacts:
    return replace(request, items=())


def without_subject(request: RequestFacts, office: Office) -> RequestFacts:
    return replace(request, items=(ItemFacts(subject=" ", division=office.roads),))


@pytest.mark.parametrize(
    ("bend", "code", "field", "item", "says"),
    [
        (future, "received_in_future", "received_on", 0, "2020-06-02"),
        (dissolved, "organ_not_in_force", "organ", 0, "区長"),
        (before_the_ordinance, "no_regime", "received_on", 0, "2001-06-01"),
        (foreign, "foreign_division", "division", 1, "学務課"),
        (ended_division, "division_not_in_force", "division", 0, "道路課"),
        (without_item, "no_item", "subject", 0, "No item"),
        (without_subject, "no_subject", "subject", 0, "Item 1"),
    ],
)
def test_refusal_names_the_place_and_writes_nothing(
    office: Office,
    officer: Staff,
    bend: Callable[[RequestFacts, Office], RequestFacts],
    code: str,
    field: str,
    item: int,
    says: str,
) -> None:
    before = dump(TABLES)

    with override("en"), pytest.raises(CannotReceive, match=says) as refused:
        log(bend(facts(office), office), officer)

    error = refused.value
    assert (error.code, error.field, error.item) == (code, field, item)
    assert str(error).endswith(".")
    assert dump(TABLES) == before


def test_form_sent_twice_is_one_case(office: Office, officer: Staff) -> None:
    first = log(facts(office), officer)
    before = dump(TABLES)

    assert log(facts(office), officer) == first
    assert dump(TABLES) == before


def test_token_belongs_to_one_person(office: Office, officer: Staff) -> None:
    other = make_staff("other", Role.RECORDS_OFFICER)

    assert log(facts(office), officer) != log(facts(office), other)


def test_cut_at_every_statement_leaves_nothing(office: Office, officer: Staff) -> None:
    before = dump(TABLES)
    n_statements = statements_of(facts(office), officer)

    for k in range(1, n_statements + 1):
        with transaction.atomic():
            with pytest.raises(PowerCut), connection.execute_wrapper(Cut(k)):
                log(facts(office), officer)
            assert dump(TABLES) == before, k
            assert log(facts(office), officer).number == 1
            transaction.set_rollback(True)
    assert n_statements >= 15


def test_without_the_transaction_a_cut_leaves_half_a_case(
    office: Office, officer: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the cuts above."""
    n_statements = statements_of(facts(office), officer)
    before = dump(TABLES)
    monkeypatch.setattr(module, "_write", module._write.__wrapped__)  # type: ignore[attr-defined]  # what the decorator wraps

    halves = 0
    for k in range(1, n_statements):
        with transaction.atomic():
            try:
                with connection.execute_wrapper(Cut(k)):
                    log(facts(office), officer)
            except PowerCut:
                # the cut was no error of the database: what was written stays
                transaction.set_rollback(False)
                halves += dump(TABLES) != before
            transaction.set_rollback(True)
    assert halves > 0


@pytest.mark.parametrize("n_known", [1, 30])
def test_statements_grow_with_the_items_only(
    office: Office, officer: Staff, n_known: int
) -> None:
    for n in range(n_known):
        log(facts(office, token=f"known {n}"), officer)

    counts = [
        statements_of(facts(office, n_items=n, token=f"{n}"), officer)
        for n in (1, 2, 3)
    ]

    assert counts[1] - counts[0] == counts[2] - counts[1]
    assert counts[0] <= 25


@pytest.mark.django_db(transaction=True)
def test_form_sent_by_many_at_once_is_one_case() -> None:
    office, officer = make_office(), make_staff("officer", Role.RECORDS_OFFICER)

    made = at_once(office, officer, ["same"] * N_AT_ONCE)

    assert len(set(made)) == 1
    assert (Case.objects.count(), Unit.objects.count()) == (1, 2)
    assert (FormToken.objects.count(), Party.objects.count()) == (1, 1)
    assert Case.objects.get().number == 1


@pytest.mark.django_db(transaction=True)
def test_different_forms_at_once_are_as_many_cases() -> None:
    """The control: the same race with other tokens loses nothing, skips nothing."""
    office, officer = make_office(), make_staff("officer", Role.RECORDS_OFFICER)

    made = at_once(office, officer, [str(n) for n in range(N_AT_ONCE)])

    assert len(set(made)) == N_AT_ONCE
    numbers = sorted(Case.objects.values_list("number", flat=True))
    assert numbers == list(range(1, N_AT_ONCE + 1))


def at_once(office: Office, officer: Staff, tokens: list[str]) -> list[int]:
    """Send forms from as many threads, each with a connection of its own."""
    together = Barrier(len(tokens))

    def send(token: str) -> int:
        try:
            together.wait()
            return log(facts(office, token=token), officer).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tokens)) as pool:
        return list(pool.map(send, tokens))


def statements_of(request: RequestFacts, officer: Staff) -> int:
    """Count the statements of one receipt, and take it back."""
    counter = Cut(ALIVE)
    with transaction.atomic():
        with connection.execute_wrapper(counter):
            log(request, officer)
        transaction.set_rollback(True)
    return counter.count
