"""The one door to the trail.

Every operation calls `record()` inside its own transaction, so an act and its
entry stand or fall together. Each stream (one per case) is a chain: an entry's
hash covers its content and the hash before it, keyed with `settings.AUDIT_KEY`,
which never stands in the database.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Max

from audit.models import Detail, Entry

BATCH = 1000
# SQLite before 3.32 takes 999 parameters; stay below on every engine
LOOKUP = 500

MISSING = "an entry is missing"
CHANGED = "the entry was changed or swapped"
DETAIL_CHANGED = "the detail was changed"
END_MISSING = "the end of the stream is missing"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a stable key (`staff:7`, `command:import_ledger`) and a name."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry to be written.

    Attributes:
        stream: The chain it belongs to, such as `case:12`.
        act: The verb, such as `open_case`.
        subject: What it was done to, such as `unit:31`.
        facts: Codes, numbers and ISO dates; no personal data.
        detail: What is personal; erasable, kept beside the chain.
    """

    stream: str
    act: str
    subject: str
    facts: Mapping[str, object] = field(default_factory=dict)
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Break:
    """A place where a stream no longer holds.

    Attributes:
        reason: `MISSING`, `CHANGED`, `DETAIL_CHANGED` or `END_MISSING`.
        until: The last place concerned, where it is more than `seq`.
    """

    stream: str
    seq: int
    reason: str
    until: int = 0

    def __post_init__(self) -> None:
        """Let a single place end where it begins."""
        object.__setattr__(self, "until", max(self.seq, self.until))


def record(
    *,
    stream: str,
    act: str,
    subject: str,
    by: Actor,
    at: datetime,
    facts: Mapping[str, object] | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write one entry at the end of its stream.

    Args:
        stream: The chain, such as `case:12`. The caller holds the lock of what
            the stream stands for; two writers at once end in an IntegrityError.
        act: The verb of the operation.
        subject: The key of what was acted on.
        by: Who acted.
        at: The instant of the act, with time zone.
        facts: Codes, numbers, ISO dates. No personal data.
        detail: Personal values, erasable.
    """
    draft = Draft(stream, act, subject, facts or {}, detail or {})
    record_many([draft], by=by, at=at)


def record_many(drafts: Sequence[Draft], *, by: Actor, at: datetime) -> None:
    """Write many entries; the result equals calling `record()` for each in turn.

    Args:
        drafts: In order; several may belong to one stream.
        by: Who acted.
        at: The one instant of all of them.
    """
    heads = _heads({draft.stream for draft in drafts})
    entries = []
    for draft in drafts:
        seq, prev_hash = heads.get(draft.stream, (0, ""))
        entry = _entry(draft, by=by, at=at, seq=seq + 1, prev_hash=prev_hash)
        heads[draft.stream] = (entry.seq, entry.hash)
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    Detail.objects.bulk_create(
        [
            Detail(entry=entry, values=dict(draft.detail))
            for entry, draft in zip(entries, drafts, strict=True)
            if draft.detail
        ],
        batch_size=BATCH,
    )


def verify(stream: str) -> list[Break]:
    """Recompute a stream from its first entry.

    Returns:
        Every place where an entry was changed, removed or swapped, empty when
        the chain holds. Erased details are no break.
    """
    entries = Entry.objects.filter(stream=stream).order_by("seq")
    return list(chain_breaks(entries.select_related("detail").iterator()))


def chain_breaks(entries: Iterable[Entry]) -> Iterator[Break]:
    """Recompute chains from entries ordered by stream and place.

    What follows an entry that is gone or was changed is not blamed for it.

    Args:
        entries: With their details; walked once, none is kept.

    Yields:
        Every place where an entry was changed, removed or swapped.
    """
    stream, place = None, _Place()
    for entry in entries:
        if entry.stream != stream:
            stream, place = entry.stream, _Place()
        yield from place.take(entry)


@dataclass(slots=True)
class _Place:
    """Where the walk along one stream stands."""

    expected: int = 1
    prev_hash: str = ""
    holds: bool = True

    def take(self, entry: Entry) -> Iterator[Break]:
        if entry.seq > self.expected:
            last = entry.seq - 1
            yield Break(entry.stream, self.expected, MISSING, until=last)
        is_itself = entry.hash == _hash(entry)
        follows = entry.prev_hash == self.prev_hash
        is_next = self.holds and entry.seq == self.expected
        if not is_itself or (is_next and not follows):
            yield Break(entry.stream, entry.seq, CHANGED)
        if _detail_changed(entry):
            yield Break(entry.stream, entry.seq, DETAIL_CHANGED)
        self.expected, self.prev_hash = entry.seq + 1, entry.hash
        self.holds = is_itself


def digest(values: Mapping[str, object]) -> str:
    """Return the keyed digest of canonical JSON, 64 hexadecimal digits."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key = settings.AUDIT_KEY.encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _entry(draft: Draft, *, by: Actor, at: datetime, seq: int, prev_hash: str) -> Entry:
    entry = Entry(
        stream=draft.stream,
        seq=seq,
        at=at,
        actor_key=by.key,
        actor_label=by.label,
        act=draft.act,
        subject_key=draft.subject,
        facts=dict(draft.facts),
        detail_digest=digest(draft.detail) if draft.detail else "",
        prev_hash=prev_hash,
    )
    entry.hash = _hash(entry)
    return entry


def _hash(entry: Entry) -> str:
    return digest(
        {
            "stream": entry.stream,
            "seq": entry.seq,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor_key": entry.actor_key,
            "actor_label": entry.actor_label,
            "act": entry.act,
            "subject_key": entry.subject_key,
            "facts": entry.facts,
            "detail_digest": entry.detail_digest,
            "prev_hash": entry.prev_hash,
        }
    )


def _detail_changed(entry: Entry) -> bool:
    detail = getattr(entry, "detail", None)
    return detail is not None and digest(detail.values) != entry.detail_digest


def _heads(streams: set[str]) -> dict[str, tuple[int, str]]:
    """The last (seq, hash) of each stream that has entries."""
    heads: dict[str, tuple[int, str]] = {}
    for names in _chunks(sorted(streams), LOOKUP):
        last = dict(
            Entry.objects.filter(stream__in=names)
            .values_list("stream")
            .annotate(Max("seq"))
        )
        rows = Entry.objects.filter(stream__in=list(last)).values_list(
            "stream", "seq", "hash"
        )
        heads.update(
            (stream, (seq, value)) for stream, seq, value in rows if seq == last[stream]
        )
    return heads


def _chunks(names: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(names), size):
        yield names[start : start + size]


def entries_of(streams: Iterable[str]) -> list[Entry]:
    """Return the entries of the streams, oldest first."""
    return list(Entry.objects.filter(stream__in=list(streams)).order_by("at", "id"))
