"""The demonstration in the database: loaded once, looked at from all sides."""

from collections import Counter
from datetime import date, timedelta
from io import StringIO
from typing import ClassVar

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import TestCase

from appeals.models import Appeal, BoardSession
from audit import trail
from audit.models import Entry
from casework.models import Case, DecisionGround, ImportRow, Kind, Party, Unit
from casework.operations import number
from casework.phases import Phase
from desk.demonstration.accounts import ACCOUNTS, PASSWORD
from desk.letters import letters_of
from desk.papers_due import waiting_units
from notices.models import Notice
from notices.queries import Place, at_place, letters_due
from offices.models import Division, Grant, Organ, Role, Staff
from privacy.models import Relation, Request

# a Wednesday; every open day around it is written out below
TODAY = "2026-06-10"
GROUNDS = {
    "personal",
    "corporate",
    "public_safety",
    "deliberation",
    "operations",
    "legal",
    "other_system",
}


def demo(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("demo", "--fiscal-year", "2020", *arguments, stdout=out)
    return out.getvalue().splitlines()


def stored() -> dict[str, int]:
    """Count the rows of every table."""
    models = [model for model in apps.get_models() if model._meta.managed]
    return {model._meta.label: model._default_manager.count() for model in models}


def current() -> list[Unit]:
    return list(
        Unit.objects.filter(fiscal_year=2026)
        .select_related("case", "organ")
        .order_by("due_on")
    )


def numbers_of_year(kind: str) -> Counter[str | None]:
    units = Unit.objects.filter(kind=kind, fiscal_year=2020)
    return Counter(units.values_list("outcome", flat=True))


class TestDemonstration(TestCase):
    """Django's own class loads once and undoes after each test what it wrote."""

    lines: ClassVar[list[str]]

    @classmethod
    def setUpTestData(cls) -> None:
        """Load the demonstration around the day."""
        cls.lines = demo("--today", TODAY)

    def test_every_row_of_every_ledger_is_new(self) -> None:
        told = [line for line in self.lines if line.startswith("公文書公開請求：")]

        assert told == [
            "公文書公開請求：3,102行（新規3,102、登録済み0）",
            "公文書公開請求：40行（新規40、登録済み0）",
        ]
        assert (
            Unit.objects.filter(kind=Kind.PUBLIC_RECORDS, fiscal_year=2020).count()
            == 3102
        )
        assert Unit.objects.filter(kind=Kind.SELF_INFO, fiscal_year=2020).count() == 316
        assert Appeal.objects.filter(case__fiscal_year=2020).count() == 9
        assert BoardSession.objects.count() == 11
        assert ImportRow.objects.count() == 3102 + 316 + 9 + 11 + 6 + 40 + 4 + 1

    def test_tables_of_the_year_equal_the_printed_report(self) -> None:
        out = StringIO()

        call_command("annual_tables", "2020", "--check", stdout=out)

        assert "一致" in out.getvalue()

    def test_check_notices_when_one_unit_ends_otherwise(self) -> None:
        unit = Unit.objects.filter(fiscal_year=2020, outcome="full").first()
        assert unit is not None
        Unit.objects.filter(pk=unit.pk).update(outcome="absent")
        out = StringIO()

        with pytest.raises(SystemExit):
            call_command("annual_tables", "2020", "--check", stdout=out, stderr=out)

        assert "一致" not in out.getvalue()

    def test_outcomes_of_the_year_are_those_of_the_report(self) -> None:
        assert numbers_of_year(Kind.PUBLIC_RECORDS) == {
            "full": 1107,
            "partial": 1667,
            "non_disclosure": 23,
            "absent": 139,
            "withdrawn": 166,
        }
        assert numbers_of_year(Kind.SELF_INFO) == {
            "full": 230,
            "partial": 61,
            "non_disclosure": 4,
            "absent": 14,
            "withdrawn": 6,
            "rejected": 1,
        }

    def test_nothing_of_the_year_is_left_open(self) -> None:
        units = Unit.objects.filter(fiscal_year=2020)

        requests = units.filter(kind__in=[Kind.PUBLIC_RECORDS, Kind.SELF_INFO])
        assert not units.filter(outcome=None).exists()
        assert not requests.filter(outcome_on__gt=date(2021, 5, 31)).exists()
        records = units.filter(kind=Kind.PUBLIC_RECORDS)
        assert set(records.values_list("phase", flat=True)) == {Phase.CLOSED}

    def test_every_organ_division_and_ground_appears(self) -> None:
        units = Unit.objects.filter(fiscal_year=2020)
        with_units = set(units.values_list("division__name", flat=True))
        divisions = Division.objects.exclude(children__isnull=False)
        grounds = DecisionGround.objects.filter(decision__unit__in=units)

        assert set(divisions.values_list("name", flat=True)) == with_units - {None}
        assert set(units.values_list("organ__code", flat=True)) == set(
            Organ.objects.values_list("code", flat=True)
        )
        for kind in (Kind.PUBLIC_RECORDS, Kind.SELF_INFO):
            found = grounds.filter(decision__unit__kind=kind)
            assert set(found.values_list("ground", flat=True)) == GROUNDS

    def test_divisions_stand_below_their_departments(self) -> None:
        division = Division.objects.get(name="建築審査課")

        assert division.parent is not None
        assert division.parent.name == "都市整備部"
        assert division.organ.code == "mayor"
        assert Division.objects.get(name="議会事務局").parent is None

    def test_appeals_know_what_they_contest(self) -> None:
        appeals = Appeal.objects.filter(case__fiscal_year=2020)

        assert not appeals.filter(unit=None).exists()
        kinds = Counter(appeals.values_list("against", "contested_kind"))
        assert kinds == {
            ("public_records", "disclosure"): 8,
            ("self_info", "provision_cessation"): 1,
        }

    def test_numbers_go_on_after_the_ledgers(self) -> None:
        assert number.take(series="public_records", fiscal_year=2020) == 2399
        assert number.take(series="self_info", fiscal_year=2020) == 305
        assert number.take(series="appeals", fiscal_year=2020) == 10
        assert number.take(series="public_records", fiscal_year=2026) == 37

    def test_requests_around_today_are_late_due_and_coming(self) -> None:
        waiting = Counter(
            unit.due_on
            for unit in current()
            if unit.outcome is None and unit.kind != Kind.APPEAL
        )

        assert waiting == {
            date(2026, 6, 2): 1,  # six open days ago
            date(2026, 6, 5): 3,
            date(2026, 6, 9): 2,
            date(2026, 6, 10): 2,  # today
            date(2026, 6, 11): 2,
            date(2026, 6, 12): 3,
            date(2026, 6, 15): 1,
            date(2026, 6, 16): 2,  # one of them extended
            date(2026, 6, 17): 3,  # one of them asks a third party
            date(2026, 6, 18): 1,
            date(2026, 6, 19): 1,
            date(2026, 6, 23): 1,
            date(2026, 6, 24): 3,
            date(2026, 6, 30): 1,  # extended at the desk
            date(2026, 7, 2): 2,  # extended
            None: 1,  # to be mended: the clock stands still
        }

    def test_requests_around_today_are_of_all_kinds(self) -> None:
        units = current()

        assert {unit.phase for unit in units} == {
            Phase.RECEIVED,
            Phase.EXAMINATION,
            Phase.DECIDED,
            Phase.CLOSED,
        }
        assert {unit.regime for unit in units} == {
            "nerima/public_records",
            "nerima/self_info_appi",
            "nerima/appeals",
        }
        assert "assembly" in {unit.organ.code for unit in units if unit.organ}
        appeal = Appeal.objects.get(case__fiscal_year=2026)
        assert appeal.unit is not None
        assert appeal.unit.fiscal_year == 2026

    def test_letters_are_due_issued_under_way_come_back_and_arrived(self) -> None:
        counts = {place: at_place(place).count() for place in Place}

        assert counts == {
            Place.ISSUED: 1,
            Place.SENT: 1,
            Place.RETURNED: 1,
            Place.ARRIVED: 2,
        }
        due = [
            letter
            for unit in waiting_units(Unit.objects.all())
            for letter in letters_due(unit, letters_of(unit, date(2026, 6, 10)))
        ]
        assert sorted(letter.form for letter in due) == [
            "absent",
            "extension",
            "full",
            "partial",
            "supplementation",
            "third_party_letter",
        ]
        assert [gap.field for letter in due for gap in letter.gaps] == ["address"]
        assert not Notice.objects.filter(printed=None).exists()

    def test_every_unit_with_a_letter_due_waits_and_no_other(self) -> None:
        on = date(2026, 6, 10)
        has_letters = {
            unit.pk for unit in current() if letters_due(unit, letters_of(unit, on))
        }

        waiting = waiting_units(Unit.objects.all()).values_list("pk", flat=True)
        assert set(waiting) == has_letters

    def test_addresses_are_of_a_city_that_does_not_exist(self) -> None:
        addresses = set(Party.objects.values_list("postal_code", "address"))

        assert len(addresses) > 30
        assert all(
            code == "000-0000" and address.startswith("架空市")
            for code, address in addresses - {("", "")}
        )
        old = Party.objects.filter(case__fiscal_year=2020)
        assert not old.exclude(address="").exists()

    def test_what_was_handed_over_is_paid(self) -> None:
        unit = Unit.objects.get(payments__isnull=False)

        assert [row.fee_yen for row in unit.implementations.all()] == [120]
        assert [row.amount_yen for row in unit.payments.all()] == [120]

    def test_names_keep_their_rare_characters(self) -> None:
        names = "".join(Party.objects.values_list("name", flat=True))

        for char in ("髙", "﨑", "\N{CJK UNIFIED IDEOGRAPH-20BB7}", "\U000e0100"):
            assert char in names

    def test_who_asked_for_own_data_is_known(self) -> None:
        found = set(Request.objects.values_list("relation", flat=True))

        assert found == {
            Relation.DATA_SUBJECT,
            Relation.LEGAL_REPRESENTATIVE,
            Relation.MANDATED_AGENT,
        }

    def test_a_second_load_changes_nothing(self) -> None:
        before = stored()

        lines = demo("--today", TODAY)

        assert stored() == before
        assert len([line for line in lines if "新規0、" in line]) == 5

    def test_a_load_on_a_later_day_adds_nothing(self) -> None:
        before = stored()

        demo("--today", (date.fromisoformat(TODAY) + timedelta(days=40)).isoformat())

        assert stored() == before

    def test_there_is_one_account_per_role_and_each_may_sign_in(self) -> None:
        assert set(ACCOUNTS) == set(Role.values)
        for role, account in ACCOUNTS.items():
            staff = Staff.objects.get(login=account.login)
            assert staff.check_password(PASSWORD)
            assert "見本" in staff.name
            assert [grant.role for grant in staff.grants.all()] == [role]
        assert Entry.objects.filter(act="create_staff").count() == len(Role.values)

    def test_division_accounts_see_a_division_with_many_units(self) -> None:
        for role in (Role.DIVISION_STAFF, Role.APPROVER):
            grant = Grant.objects.get(staff__login=ACCOUNTS[role].login)
            assert grant.division is not None
            assert grant.division.units.count() > 200

    def test_the_command_names_the_accounts_and_their_password(self) -> None:
        text = "\n".join(self.lines)

        assert PASSWORD in text
        assert all(account.login in text for account in ACCOUNTS.values())

    def test_the_trail_holds(self) -> None:
        streams = [case.stream for case in Case.objects.order_by("pk")[::100]]

        assert not [found for stream in streams for found in trail.verify(stream)]
        acts = set(Entry.objects.values_list("act", flat=True))
        assert {"open_case", "split", "record_outcome", "implement"} <= acts
