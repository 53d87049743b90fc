"""The tables of the year: definitions → cells → (number | the units behind it).

May import the slices, `casework` and below. A table is declared once, in the
packs; page, JSON, CSV, workbook and the list behind each number come from that
declaration. Start with `definitions.py` (what the tables of a year are), then
`cells.py` (one query per table, asked two ways) and `statement.py` (all of it
filled, with sentences and identities: what every output renders).
"""
