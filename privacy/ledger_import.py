"""The ledger of self-information requests: its columns and how a row is read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db.models import Model

from casework.ledger.cells import RowCells, unknown_word
from casework.ledger.columns import Words, load_columns, vocabulary
from casework.ledger.places import Places
from casework.ledger.requests import read_request
from casework.ledger.units import UnitRow
from casework.models import Case, Kind, Unit
from casework.operations.import_units import UnitLedger
from ordinances.schema import Pack, RequestKind
from privacy.models import Relation, Request

COLUMNS = load_columns(Path(__file__).parent / "ledger.yaml")


class PrivacyLedger(UnitLedger):
    """Reads rows of the self-information ledger and keeps who asked (請求者の別)."""

    columns = COLUMNS

    def read(self, row: RowCells, *, places: Places, today: date) -> UnitRow | None:
        """Return a row as a unit, None when it has an error."""
        if not row.is_sound():
            return None
        relation = row.known_word("relation", "relation", otherwise=Relation.UNKNOWN)
        unit = read_request(
            row,
            kind=Kind.SELF_INFO,
            read_kind=_request_kind,
            places=places,
            today=today,
        )
        return replace(unit, own=relation) if unit else None

    def own_rows(self, case: Case, row: UnitRow) -> Sequence[Model]:
        """Return the self-information side of a new case."""
        return [Request(case=case, relation=str(row.own))]

    def own_texts(self, row: UnitRow) -> Mapping[str, str]:
        """Return who asked, by the words of the ledger."""
        return {"relation": _word(str(row.own))}

    def stored_texts(self, units: Sequence[Unit]) -> Mapping[int, Mapping[str, str]]:
        """Return who asked for the stored units; unknown where nothing is stored."""
        relations = dict(
            Request.objects.filter(
                case__in={unit.case_id for unit in units}
            ).values_list("case_id", "relation")
        )
        return {
            unit.pk: {"relation": _word(relations.get(unit.case_id, ""))}
            for unit in units
        }

    def amend(self, unit: Unit, row: UnitRow, keys: frozenset[str]) -> None:
        """Change who asked."""
        if "relation" in keys:
            Request.objects.update_or_create(
                case_id=unit.case_id, defaults={"relation": str(row.own)}
            )


def _request_kind(row: RowCells, pack: Pack, received_on: date) -> RequestKind | None:
    """Return the kind a row names, None with an error when the law knows none."""
    text = row.required("request_kind")
    if not text:
        return None
    words = _kind_words(pack, received_on)
    code = words.code(text)
    if code is None:
        reason, mend = unknown_word(text, words)
        row.error("request_kind", f"{reason}{_under(pack)}", mend)
        return None
    return pack.request_kind(code, received_on)


@lru_cache(maxsize=4096)
def _kind_words(pack: Pack, on: date) -> Words:
    return Words(
        (kind.key, (kind.short_label_ja, kind.label_ja, *kind.synonyms))
        for kind in pack.request_kinds_on(on)
    )


def _under(pack: Pack) -> str:
    return f"（{pack.name_ja}）"


def _word(code: str) -> str:
    if code in {"", Relation.UNKNOWN}:
        return ""
    return vocabulary()["relation"][code][0]
