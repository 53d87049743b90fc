"""The typed numbers of the year (計数): their keys, words and kinds, as data."""

from ordinances.table_rules import table_rules
from ordinances.tables import Figure

__all__ = ["Figure", "figures_of"]


def figures_of(municipality: str) -> tuple[Figure, ...]:
    """Return the figures of a municipality, in the order of its pack.

    Each has `key`, `label_ja`, `label_en`, `unit`, `accumulation` (`stock` or
    `flow`) and `synonyms`.

    Args:
        municipality: its code, such as `nerima`.
    """
    return table_rules(municipality).figures
