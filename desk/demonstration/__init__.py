"""The demonstration: ledgers of a whole fiscal year that nobody has lived.

Requesters, divisions, places and subjects are invented (`words/`); what the
year adds up to stands in `plans/`. `year.ledgers_of` makes the rows, always the
same ones; `operations/` loads them through the importer, so the demonstration
takes the way every ledger of an office takes. Start with `year`.

May import everything below the desk; nothing imports it but commands and tests.
"""
