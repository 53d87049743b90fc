"""The tables of the year: definitions → cells → (number | the units behind it).

May import the slices, `casework` and below. A table is declared once; page,
JSON, CSV, workbook and the list behind each number come from that declaration.
Start with `definitions.py`, then `cells.py`.
"""
