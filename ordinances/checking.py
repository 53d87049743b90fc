"""Checking packs: read every file, run every example, list what is unverified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ordinances.calendars import load_calendar
from ordinances.examples import Failure, load_examples, run
from ordinances.loading import load_municipality, load_pack
from ordinances.pack_error import PackError
from ordinances.sentences import Sentence
from ordinances.table_rules import load_table_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ordinances.schema import Dated, Municipality, Pack


@dataclass(frozen=True, slots=True)
class PackReport:
    """What a check found in one regime.

    Attributes:
        code: the regime.
        counts: how many entries of each sort, and how many examples ran.
        unverified: what was not read in its text, each with its source.
        failures: the examples that do not come out.
        file: the file of the examples.
    """

    code: str
    counts: Sentence
    unverified: tuple[Sentence, ...]
    failures: tuple[Failure, ...]
    file: Path


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of one folder found.

    Attributes:
        name: the municipality, or the code of a regime checked alone.
        unverified: what the regimes share and was not read.
        packs: the regimes.
    """

    name: str
    unverified: tuple[Sentence, ...]
    packs: tuple[PackReport, ...]


def check(directory: Path) -> Checked:
    """Check a municipality folder or a single regime folder.

    Args:
        directory: a folder with ``municipality.yaml`` or ``pack.yaml``.

    Returns:
        What was found; failures of examples are in it.

    Raises:
        PackError: a file is not in order, or there is no pack in the folder.
    """
    if (directory / "municipality.yaml").exists():
        municipality = load_municipality(directory)
        if (directory / "tables.yaml").exists():
            load_table_rules(directory)
        return Checked(
            municipality.name_ja,
            tuple(_shared(municipality)),
            tuple(
                _check_pack(pack, directory / pack.folder, municipality)
                for pack in municipality.packs
            ),
        )
    if (directory / "pack.yaml").exists():
        pack = load_pack(directory)
        return Checked(pack.code, (), (_check_pack(pack, directory),))
    raise PackError(
        file=directory,
        line=0,
        found="neither of them",
        expected="a folder with municipality.yaml or pack.yaml",
    )


def _check_pack(
    pack: Pack, folder: Path, municipality: Municipality | None = None
) -> PackReport:
    examples = load_examples(pack, folder)
    calendar = load_calendar(municipality.closed_days if municipality else ())
    failures = [failure for e in examples if (failure := run(e, calendar))]
    counts = {
        Sentence("請求の種類", en="request kinds"): len(pack.request_kinds),
        Sentence("決定区分", en="outcomes"): len(pack.outcomes),
        Sentence("理由", en="grounds"): len(pack.grounds),
        Sentence("期間", en="periods"): len(pack.deadlines),
        Sentence("取扱い", en="policies"): len(pack.policies),
        Sentence("費用", en="fees"): len(pack.fees.copies),
        Sentence("例題", en="examples"): len(examples),
        Sentence("様式", en="forms of letters"): len(pack.notices.forms),
    }
    return PackReport(
        code=pack.code,
        counts=Sentence(
            "、".join(f"{name} {n}" for name, n in counts.items()),
            en=", ".join(f"{n} {name.en}" for name, n in counts.items()),
        ),
        unverified=tuple(_unverified(pack)),
        failures=tuple(failures),
        file=folder / "examples.yaml",
    )


def _unverified(pack: Pack) -> Iterator[Sentence]:
    """Yield what a regime holds that was not read in its text."""
    if not pack.verified:
        yield _line(Sentence("制度", en="regime"), pack.name_ja, pack.source)
    yield from _of("実施機関", "organ", ((o.value, o) for o in pack.organs))
    yield from _of(
        "請求の種類", "request kind", ((k.key, k) for k in pack.request_kinds)
    )
    yield from _of("決定区分", "outcome", ((o.code, o) for o in pack.outcomes))
    yield from _of("理由", "ground", ((g.code, g) for g in pack.grounds))
    for ground in pack.grounds:
        if ground.verified and not ground.item_verified:
            sort = Sentence("理由の号", en="item of ground")
            yield _line(sort, f"{ground.code} ({ground.item})", ground.source)
    yield from _of("理由の別", "reason kind", ((r.code, r) for r in pack.reason_kinds))
    yield from _of(
        "期間",
        "period",
        ((f"{r.key} ({', '.join(r.assumed)})", r) for r in pack.deadlines),
    )
    yield from _of(
        "事案決定",
        "deciding rank",
        ((f"{', '.join(r.outcomes)}: {r.rank}", r) for r in pack.deciding_ranks),
    )
    yield from _of("費用", "fee", ((price.kind, price) for price in pack.fees.copies))
    yield from _of(
        "取扱い",
        "policy",
        (
            (f"{name}: {value.value}", value)
            for name, values in pack.policies.items()
            for value in values
        ),
    )
    yield from _unverified_letters(pack)


def _unverified_letters(pack: Pack) -> Iterator[Sentence]:
    """Yield what the letters of a regime say and was not read."""
    book = pack.notices
    yield from _of("様式", "form of letter", ((f.key, f) for f in book.forms))
    yield from _of(
        "教示",
        "instruction",
        ((" ".join((one.kind, *one.organs)), one) for one in book.instructions),
    )
    yield from _of("用語", "word", ((word.code, word) for word in book.words))
    yield from _of(
        "通知書", "letterhead", ((head.person, head) for head in book.letterheads)
    )


def _shared(municipality: Municipality) -> Iterator[Sentence]:
    """Yield what the regimes of a municipality share and was not read."""
    for organ in municipality.organs:
        yield from _of("実施機関", "organ", [(organ.code, organ)])
        for ja, en, values in (
            ("審査庁", "reviewing agency", organ.reviewing_agency),
            (
                "訴訟上の代表者",
                "litigation representative",
                organ.litigation_representative,
            ),
            ("通知書の名義", "name on letters", organ.signs_as),
        ):
            yield from _of(
                ja,
                en,
                ((f"{organ.name_ja}: {value.value or '?'}", value) for value in values),
            )
    yield from _of(
        "附属機関", "advisory body", ((b.code, b) for b in municipality.advisory_bodies)
    )
    yield from _of(
        "取扱い",
        "policy",
        (
            (f"{name}: {value.value}", value)
            for name, values in municipality.policies.items()
            for value in values
        ),
    )
    for step in municipality.internal_deadlines:
        if not step.verified:
            sort = Sentence("内部期限", en="internal deadline")
            yield _line(sort, f"{step.step}: {step.open_days}", step.source)
    for rule in municipality.reminders:
        if not rule.verified:
            sort = Sentence("お知らせ", en="reminder")
            yield _line(sort, f"{rule.of}: {rule.open_days}", rule.source)


def _of(ja: str, en: str, entries: Iterable[tuple[str, Dated]]) -> Iterator[Sentence]:
    for name, entry in entries:
        if not entry.verified:
            yield _line(Sentence(ja, en=en), name, entry.source)


def _line(sort: Sentence, name: str, source: str) -> Sentence:
    return Sentence(f"{sort} {name}: {source}", en=f"{sort.en} {name}: {source}")
