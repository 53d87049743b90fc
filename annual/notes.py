"""注・定義: what a table counts and how, for the page and for every data file."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from annual.statement import Statement, StatementTable
from annual.wording import day_text, in_language
from ordinances.tables import Basis


@dataclass(frozen=True, slots=True)
class Note:
    """One line of the definitions; `verified` False prints 未確認 beside it."""

    label: str
    text: str
    verified: bool = True


def definition_notes(statement: Statement, table: StatementTable) -> Iterator[Note]:
    """Yield the definitions of one table.

    Args:
        statement: the year and the day.
        table: one of its tables.
    """
    rule = table.definition.table
    yield Note(_("Table"), f"{rule.id} {in_language(rule.title_ja, rule.title_en)}")
    yield Note(_("As-of date"), day_text(statement.as_of))
    yield Note(_("Basis"), basis_text(rule.basis))
    yield Note(
        _("What is counted"), in_language(rule.counting_rule_ja, rule.counting_rule_en)
    )
    counting = table.definition.counting
    if counting is not None:
        text = _(
            "One unit is one request item at one deciding division "
            "(count_unit: %(count_unit)s, ground_count_unit: %(ground_count_unit)s)."
        ) % {
            "count_unit": counting.count_unit,
            "ground_count_unit": counting.ground_count_unit,
        }
        yield Note(_("Unit of count"), text, counting.verified)
    if any(sentence.kind == "rate" for sentence in table.sentences):
        rate = statement.definitions.rate
        text = in_language(rate.name_ja, rate.name_en)
        yield Note(_("Disclosure rate"), f"{text} ({rate.code})", rate.verified)
    yield Note(_("Form of the table"), rule.source, rule.verified)
    yield Note(
        _("Signs"),
        _("0: counted, none found. “-”: not applicable. “…”: not available."),
    )


def basis_text(basis: Basis) -> str:
    """Say which date puts a thing into the year."""
    return {
        "received": _("Requests received in the fiscal year, by their receipt date"),
        "held": _("Board sessions held in the fiscal year, by the day they were held"),
        "recorded": _("Figures recorded for the fiscal year"),
        "stock": _("What was in force on the stock date"),
    }[basis]
