"""Printing after the commit, and the check before a letter leaves the house."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from audit.models import Entry
from casework.errors import CaseworkError
from notices import bytes_check
from notices.bytes_check import BytesDiffer, NotPrinted, checked_bytes
from notices.marks import marks_in
from notices.models import Notice, Printed
from notices.operations.hand_out import hand_out
from notices.operations.print_notice import print_notice, render_missing
from notices.store import NoticeStore, digest_of
from tests.factories.cast import Cast, make_cast
from tests.factories.desk import NOW, told
from tests.factories.letters import decided, issued, printed, render

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def store(tmp_path: Path) -> NoticeStore:
    return NoticeStore(tmp_path / "notices")


def make(cast: Cast, name: str = "山田 花子") -> Notice:
    return issued(decided(cast.office, name=name), cast.records_officer)


def print_all(store: NoticeStore, **changes: Any) -> int:
    arguments: dict[str, Any] = {
        "render": render,
        "store": store,
        "clock": lambda: NOW,
        **changes,
    }
    return render_missing(**arguments)


def taken(notice: Notice, store: NoticeStore, cast: Cast) -> bytes:
    by = cast.records_officer.as_actor()
    return hand_out(notice=notice, store=store, purpose="read", by=by, at=NOW)


def test_what_waits_is_printed_once(cast: Cast, store: NoticeStore) -> None:
    first, second = make(cast), make(cast)

    assert print_all(store) == 2
    assert print_all(store) == 0

    for notice in (first, second):
        content = checked_bytes(notice, store=store)
        assert notice.number_text in repr(notice.text)
        assert digest_of(content) in Printed.objects.get(notice=notice).path
    assert len(list(store.folder.rglob("*.pdf"))) == 2
    assert not list(store.folder.rglob("*.new"))


def test_reprint_is_the_same_bytes(cast: Cast, store: NoticeStore) -> None:
    notice = make(cast)
    print_all(store)

    assert taken(notice, store, cast) == taken(notice, store, cast)
    assert render(notice.text) == checked_bytes(notice, store=store)
    assert [facts for _, facts, _ in told("hand_out")] == [
        {"notice": notice.pk, "number": notice.number_text, "purpose": "read"}
    ] * 2


def test_file_left_by_a_killed_worker_is_used_again(
    cast: Cast, store: NoticeStore
) -> None:
    notice = make(cast)
    path = store.put(render(notice.text))

    print_all(store)

    assert Printed.objects.get(notice=notice).path == path


def test_letter_that_cannot_be_printed_stops_no_other(
    cast: Cast, store: NoticeStore
) -> None:
    bad, good = make(cast), make(cast)

    def moody(text: Mapping[str, Any]) -> bytes:
        if text["unit"] == bad.unit_id:
            raise CaseworkError
        return render(text)

    assert print_all(store, render=moody) == 1
    assert Printed.objects.get().notice == good
    # the next sweep tries again
    assert print_all(store) == 1


def test_bytes_of_another_letter_are_never_kept(cast: Cast, store: NoticeStore) -> None:
    """A renderer that crosses its letters is found out before anything is written."""
    first, second = make(cast), make(cast, "鈴木 一郎")

    def crossed(_text: Mapping[str, Any]) -> bytes:
        return render(second.text)

    with pytest.raises(BytesDiffer):
        print_notice(notice=first, render=crossed, store=store, at=NOW)

    assert not Printed.objects.exists()
    with pytest.raises(NotPrinted):
        taken(first, store, cast)


def test_bytes_that_are_not_the_letters_are_not_handed_out(
    cast: Cast, store: NoticeStore
) -> None:
    first, second = make(cast), make(cast, "鈴木 一郎")
    print_all(store)
    place = store.folder / first.printed.path
    right = place.read_bytes()
    other = (store.folder / second.printed.path).read_bytes()

    for wrong, why in (
        (other, "digest"),
        (right.replace(b"/Count 1", b"/Count 2"), "digest"),
        (right[:-1], "digest"),
        (None, "missing"),
    ):
        place.unlink(missing_ok=True)
        if wrong is not None:
            place.write_bytes(wrong)
        with pytest.raises(BytesDiffer) as refused:
            taken(first, store, cast)
        assert refused.value.why == why
        assert told("refuse_hand_out")[-1][1] == {
            "notice": first.pk,
            "number": first.number_text,
            "purpose": "read",
            "why": why,
        }
    place.write_bytes(right)
    assert taken(first, store, cast) == right
    assert Entry.objects.filter(act="refuse_hand_out").count() == 4


def test_row_that_names_another_file_is_found_by_the_marks(
    cast: Cast, store: NoticeStore
) -> None:
    """Path and digest fit each other: only the letter inside is another's."""
    first, second = make(cast), make(cast, "鈴木 一郎")
    content = render(second.text)
    Printed.objects.create(
        notice=first,
        path=store.put(content),
        sha256=digest_of(content),
        size=len(content),
        at=NOW,
    )

    with pytest.raises(BytesDiffer) as refused:
        taken(first, store, cast)

    assert refused.value.why == "marks"


@pytest.mark.parametrize("mark", ["unit", "addressee", "number"])
def test_every_mark_is_compared(cast: Cast, store: NoticeStore, mark: str) -> None:
    notice = make(cast)
    text = dict(notice.text)
    if mark == "unit":
        text["unit"] = notice.unit_id + 1
    else:
        text["marks"] = [
            word + "0" if word.startswith(mark) else word for word in text["marks"]
        ]
    content = render(text)
    Printed.objects.create(
        notice=notice,
        path=store.put(content),
        sha256=digest_of(content),
        size=len(content),
        at=NOW,
    )

    with pytest.raises(BytesDiffer):
        taken(notice, store, cast)


def test_without_the_check_another_letter_goes_out(
    cast: Cast, store: NoticeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of both comparisons."""
    first, second = make(cast), make(cast, "鈴木 一郎")
    print_all(store)
    other = (store.folder / second.printed.path).read_bytes()
    (store.folder / first.printed.path).write_bytes(other)
    monkeypatch.setattr(bytes_check, "digest_of", lambda _: first.printed.sha256)
    with pytest.raises(BytesDiffer):
        taken(first, store, cast)
    monkeypatch.setattr(bytes_check, "marks_of", lambda _: marks_in(other))

    assert taken(first, store, cast) == other


def test_row_of_the_bytes_is_never_changed(cast: Cast) -> None:
    printed(make(cast))

    for statement in (
        "UPDATE notices_printed SET sha256 = 'x'",
        "DELETE FROM notices_printed",
    ):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
