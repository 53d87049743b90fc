"""The trail is append-only, chained, and finds what was tampered with."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.models import CharField
from django.db.utils import DatabaseError, IntegrityError

from audit import trail, triggers
from audit.models import Detail, Entry
from audit.trail import Actor, Break, Draft

pytestmark = pytest.mark.django_db

AT = datetime(2020, 6, 1, 3, 0, 0, 123456, tzinfo=UTC)
BY = Actor("staff:1", "担当")


def write(n: int, stream: str = "case:1") -> None:
    for i in range(n):
        trail.record(
            stream=stream,
            act="act",
            subject=f"unit:{i}",
            by=BY,
            at=AT,
            facts={"i": i},
            detail={"name": f"氏名{i}"},
        )


def tamper(sql: str, params: list[str]) -> None:
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_record_chains_each_entry_to_the_one_before() -> None:
    write(3)

    entries = list(Entry.objects.order_by("seq"))

    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert entries[0].prev_hash == ""
    assert [e.prev_hash for e in entries[1:]] == [e.hash for e in entries[:2]]
    assert trail.verify("case:1") == []


def test_record_many_equals_record_one_by_one() -> None:
    drafts = [
        Draft("case:1", "open", "case:1", {"n": 1}),
        Draft("case:2", "open", "case:2", {"n": 2}, {"name": "氏名"}),
        Draft("case:1", "end", "unit:1", {"n": 3}),
    ]
    columns = ("stream", "seq", "act", "facts", "detail_digest", "prev_hash", "hash")

    trail.record_many(drafts, by=BY, at=AT)
    bulk = list(Entry.objects.order_by("stream", "seq").values_list(*columns))
    with triggers.lifted():
        Detail.objects.all().delete()
        Entry.objects.all().delete()
    for d in drafts:
        trail.record(
            stream=d.stream,
            act=d.act,
            subject=d.subject,
            by=BY,
            at=AT,
            facts=d.facts,
            detail=d.detail,
        )

    assert bulk == list(Entry.objects.order_by("stream", "seq").values_list(*columns))


def test_record_refuses_a_second_entry_of_the_same_place() -> None:
    write(1)
    entry = Entry.objects.get()
    entry.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(force_insert=True)


@pytest.mark.parametrize(
    ("sql", "params", "found"),
    [
        (
            "UPDATE audit_entry SET act = %s WHERE seq = 2",
            ["other"],
            [Break("case:1", 2, "the entry was changed or swapped")],
        ),
        (
            'UPDATE audit_detail SET "values" = %s WHERE entry_id = '
            "(SELECT id FROM audit_entry WHERE seq = 3)",
            ['{"name": "別人"}'],
            [Break("case:1", 3, "the detail was changed")],
        ),
    ],
)
def test_verify_names_what_was_changed(
    sql: str, params: list[str], found: list[Break]
) -> None:
    write(3)

    tamper(sql, params)

    assert trail.verify("case:1") == found


def test_verify_names_what_was_removed() -> None:
    write(3)
    with triggers.lifted():
        Detail.objects.filter(entry__seq=2).delete()
        Entry.objects.filter(seq=2).delete()

    breaks = trail.verify("case:1")

    assert breaks[0] == Break("case:1", 2, "an entry is missing")


def test_verify_names_entries_that_were_swapped() -> None:
    write(2)
    with triggers.lifted():
        Entry.objects.filter(seq=1).update(seq=9)
        Entry.objects.filter(seq=2).update(seq=1)
        Entry.objects.filter(seq=9).update(seq=2)

    assert [b.seq for b in trail.verify("case:1")][:2] == [1, 2]


def test_chain_holds_after_details_are_erased() -> None:
    write(2)

    Detail.objects.all().delete()

    assert trail.verify("case:1") == []


@pytest.mark.parametrize(
    "sql", ["UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_entry"]
)
def test_guard_refuses_change_and_removal(sql: str) -> None:
    write(1)
    Detail.objects.all().delete()

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert Entry.objects.get().act == "act"


@pytest.mark.parametrize(
    "sql", ["UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_entry"]
)
def test_without_the_guard_the_same_statement_goes_through(sql: str) -> None:
    write(1)
    Detail.objects.all().delete()

    tamper(sql, [])

    assert not Entry.objects.filter(act="act").exists()


def test_missing_names_a_guard_that_was_dropped() -> None:
    assert triggers.missing() == []

    with connection.cursor() as cursor:
        on = ' ON "audit_entry"' if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER hiroba_audit_entry_no_delete{on}")

    assert triggers.missing() == ["hiroba_audit_entry_no_delete"]
    triggers.install()
    assert triggers.missing() == []


@pytest.mark.django_db(transaction=True)
def test_guarded_column_can_be_altered_by_a_migration() -> None:
    old = Entry._meta.get_field("act")
    new = CharField(max_length=61)
    new.set_attributes_from_name("act")
    new.model = Entry

    with connection.schema_editor() as editor:
        editor.alter_field(Entry, old, new)
        editor.alter_field(Entry, new, old)
    triggers.install()

    assert triggers.missing() == []
