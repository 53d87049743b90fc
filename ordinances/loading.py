"""From folders of YAML to municipalities and packs.

``municipality("nerima")`` and ``pack("nerima/public_records")`` answer from the
folders shipped here and remember the answer; ``load_municipality`` and
``load_pack`` read any folder. Every mistake is a ``PackError`` that names file,
line, key, what was found and what was expected.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast, get_args

from ordinances.deadline_readers import read_deadlines
from ordinances.deciding_ranks import read_deciding_ranks
from ordinances.document_numbers import (
    read_document_number_template,
    read_document_symbols,
)
from ordinances.entry_readers import (
    read_advisory_body,
    read_catalogue,
    read_closed_day,
    read_dated,
    read_ground,
    read_number_template,
    read_organ,
    read_organ_codes,
    read_outcome,
    read_policies,
    read_reason_kind,
    read_request_kind,
    read_rows,
)
from ordinances.fees import read_fees
from ordinances.internal_deadlines import read_internal_deadline
from ordinances.notice_readers import read_notices
from ordinances.pack_error import PackError
from ordinances.reminders import read_reminder_rule
from ordinances.schema import (
    Municipality,
    NotInForce,
    NumberTemplate,
    Organ,
    Outcome,
    Pack,
    ReasonKind,
    RegimeKind,
    RequestKind,
)
from ordinances.yaml_nodes import MappingNode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = [
    "PACKS",
    "MappingNode",
    "PackError",
    "load_municipality",
    "load_pack",
    "municipality",
    "municipality_codes",
    "pack",
    "read_yaml",
]

PACKS = Path(__file__).parent / "packs"
"""The folder of the municipalities shipped with the product."""

_COUNT_UNITS = ("request", "division_unit", "notice", "record")
_PACK_POLICIES = {
    "reception_policy": ("arrival_day", "next_working_day"),
    "unsupplemented_outcome": ("non_disclosure", "inadmissible"),
    "not_a_record_outcome": ("absent", "non_disclosure"),
    "deemed": ("none", "refusal_after_due", "disclosed_after_no_show"),
    "transfer_targets": ("own_organs", "appi_bodies"),
    "count_unit": _COUNT_UNITS,
    "ground_count_unit": _COUNT_UNITS,
    "mixed_unit": ("merge", "split_by_outcome"),
    "absent_beside_others": ("split", "ignore"),
    "special_extension_units": ("one", "two"),
    "mandatory_consultation": ("after_period", "after_letter"),
    "old_disclosure_counts_for_appi": ("unknown", "yes", "no"),
}
_MUNICIPALITY_POLICIES = {"fiscal_year_basis": ("received", "decided")}


def municipality_codes() -> tuple[str, ...]:
    """Return the codes of the municipalities shipped with the product."""
    return tuple(sorted(path.parent.name for path in PACKS.glob("*/municipality.yaml")))


@cache
def municipality(code: str) -> Municipality:
    """Return a municipality shipped with the product.

    Raises:
        NotInForce: there is none of that code.
        PackError: its files are not in order.
    """
    if code not in municipality_codes():
        raise NotInForce(owner="Hiroba", what="自治体別設定", key=code, on=None)
    return load_municipality(PACKS / code)


def pack(code: str) -> Pack:
    """Return a regime shipped with the product, such as ``nerima/appeals``.

    Raises:
        NotInForce: there is none of that code.
        PackError: its files are not in order.
    """
    return municipality(code.partition("/")[0]).pack(code)


def load_municipality(directory: Path) -> Municipality:
    """Read a municipality and every regime folder in it.

    Args:
        directory: a folder with ``municipality.yaml`` and one folder per
            regime, each with its ``pack.yaml``.

    Returns:
        The municipality.

    Raises:
        PackError: any mistake in any of the files.
    """
    node = read_yaml(directory / "municipality.yaml")
    organs = read_catalogue(node, "organs", read_organ, lambda organ: organ.code)
    templates = read_rows(node, "number_templates", read_number_template)
    packs = tuple(
        load_pack(directory / name, organs=organs, templates=templates)
        for name in _regimes(node, directory)
    )
    municipality = Municipality(
        code=node.text("code"),
        name_ja=node.text("name_ja"),
        name_en=node.text("name_en"),
        area_code=node.text("area_code"),
        area_name=node.text("area_name"),
        organs=organs,
        advisory_bodies=read_catalogue(
            node, "advisory_bodies", read_advisory_body, lambda body: body.code
        ),
        number_templates=MappingProxyType({t.series: t for t in templates}),
        document_number_template=read_document_number_template(node),
        document_symbols=read_document_symbols(node.mapping("document_symbols")),
        edition_as_of=_month_and_day(node, "edition_as_of"),
        rate_default=node.text("rate_default"),
        policies=MappingProxyType(read_policies(node, _MUNICIPALITY_POLICIES)),
        closed_days=read_rows(node, "closed_days", read_closed_day),
        internal_deadlines=read_rows(
            node, "internal_deadlines", read_internal_deadline
        ),
        reminders=read_rows(node, "reminders", read_reminder_rule),
        packs=packs,
        digest=_digest(directory, (pack.digest for pack in packs)),
        _by_code=MappingProxyType({pack.code: pack for pack in packs}),
    )
    node.done()
    _refuse_rival_packs(node, municipality)
    return municipality


def load_pack(
    directory: Path,
    *,
    organs: Sequence[Organ] | None = None,
    templates: Sequence[NumberTemplate] | None = None,
) -> Pack:
    """Read one regime folder.

    Args:
        directory: a folder with ``pack.yaml`` and the files beside it.
        organs: the organs of the municipality, to check codes against.
        templates: its number templates, to check the series against.

    Returns:
        The pack.

    Raises:
        PackError: any mistake in any of the files.
    """
    node = read_yaml(directory / "pack.yaml")
    grounds = read_yaml(directory / "grounds.yaml")
    outcomes = _outcomes(read_yaml(directory / "outcomes.yaml"))
    deadlines = read_yaml(directory / "deadlines.yaml")
    known_organs = None if organs is None else [organ.code for organ in organs]
    pack = Pack(
        code=node.text("code"),
        municipality=_municipality_code(node),
        kind=cast("RegimeKind", node.choice("kind", get_args(RegimeKind))),
        name_ja=node.text("name_ja"),
        name_en=node.text("name_en"),
        short_name_ja=node.text("short_name_ja"),
        series=_series(node, templates),
        organs=read_organ_codes(node, known_organs),
        request_kinds=_request_kinds(node, outcomes),
        outcomes=outcomes,
        grounds=read_catalogue(grounds, "grounds", read_ground, lambda g: g.code),
        reason_kinds=_reason_kinds(grounds),
        deadlines=read_deadlines(deadlines),
        policies=MappingProxyType(read_policies(node, _PACK_POLICIES)),
        deciding_ranks=read_deciding_ranks(directory, outcomes),
        notices=read_notices(directory, known_organs),
        fees=read_fees(directory),
        digest=_digest(directory),
        folder=directory.name,
        **read_dated(node),
    )
    for file in (node, grounds, deadlines):
        file.done()
    return pack


def _regimes(node: MappingNode, directory: Path) -> tuple[str, ...]:
    """Return the regime folders in the order the municipality lists them."""
    listed = node.texts("regimes")
    found = sorted(path.parent.name for path in directory.glob("*/pack.yaml"))
    if sorted(listed) != found:
        raise node.error(
            "regimes",
            found=", ".join(listed) or "nothing",
            expected="every folder with a pack.yaml, once: " + ", ".join(found),
        )
    return listed


def _outcomes(node: MappingNode) -> tuple[Outcome, ...]:
    outcomes = read_catalogue(
        node, "outcomes", read_outcome, lambda o: f"{o.outcome_set}/{o.code}"
    )
    node.done()
    return outcomes


def _reason_kinds(node: MappingNode) -> tuple[ReasonKind, ...]:
    return read_catalogue(node, "reason_kinds", read_reason_kind, lambda r: r.code)


def _request_kinds(
    node: MappingNode, outcomes: Collection[Outcome]
) -> tuple[RequestKind, ...]:
    kinds = read_catalogue(
        node, "request_kinds", read_request_kind, lambda kind: kind.key
    )
    if not kinds:
        raise node.error(
            "request_kinds", found="nothing", expected="at least one kind of request"
        )
    sets = sorted({outcome.outcome_set for outcome in outcomes})
    for kind, row in zip(kinds, node.mappings("request_kinds"), strict=True):
        if kind.outcome_set not in sets:
            raise row.error(
                "outcome_set",
                found=f"{kind.outcome_set}, which has no outcome in outcomes.yaml",
                expected="one of " + ", ".join(sets),
            )
    return kinds


def _municipality_code(node: MappingNode) -> str:
    municipality, slash, regime = node.text("code").partition("/")
    if not (municipality and slash and regime):
        raise node.error(
            "code", found=node.text("code"), expected="municipality/regime"
        )
    return municipality


def _series(node: MappingNode, templates: Sequence[NumberTemplate] | None) -> str:
    if templates is None:
        return node.text("series")
    return node.choice("series", [template.series for template in templates])


def _month_and_day(node: MappingNode, key: str) -> str:
    text = node.text(key)
    try:
        # 2001 has no leap day: an edition must have its day every year.
        date.fromisoformat(f"2001-{text}")
    except ValueError:
        raise node.error(
            key, found=text, expected="a month and day like 05-31"
        ) from None
    return text


def _refuse_rival_packs(node: MappingNode, municipality: Municipality) -> None:
    """Refuse two regimes that would receive the same request."""
    for pack in municipality.packs:
        if pack.municipality != municipality.code:
            raise node.error(
                "code",
                found=f"{municipality.code}, but a regime is called {pack.code}",
                expected=f"regimes called {municipality.code}/…",
            )
    for position, pack in enumerate(municipality.packs):
        for other in municipality.packs[:position]:
            if _rivals(pack, other):
                raise node.error(
                    "code",
                    found=f"{other.code} and {pack.code} for the same kind, organ "
                    "and days",
                    expected="one regime for each kind of request, organ and day",
                )


def _rivals(one: Pack, other: Pack) -> bool:
    """Say whether two regimes of one kind cover an organ on the same day."""
    shared = {entry.value for entry in one.organs} & {
        entry.value for entry in other.organs
    }
    return one.kind == other.kind and bool(shared) and one.overlaps(other)


def _digest(directory: Path, parts: Iterable[str] = ()) -> str:
    """Digest the YAML of a folder: names and contents, whatever the line ends."""
    total = hashlib.sha256()
    for path in sorted(directory.glob("*.yaml")):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(path.name.encode() + b"\0")
        total.update(hashlib.sha256(content).digest())
    for part in parts:
        total.update(part.encode())
    return total.hexdigest()
