"""The decision grid: records of a unit as rows that are typed, pasted, applied to.

Cells are texts; `cells` reads them into facts and findings, `apply` fills many
rows at once, `paste` takes rows of a spreadsheet, `undo` keeps what was before.
Holds no rule of law: what a record lacks says `casework.findings`.
"""
