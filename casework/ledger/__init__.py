"""Reading a ledger as offices keep it, up to facts the kernel understands.

`files` gives lines, `headers` finds which column is which, `table` walks the
rows, `cells` reads one row, `findings` collects what is to be said about it.
The rest turns cells into facts: `places` organs and divisions, `conclusions`
outcomes and grounds, `units` whole rows. Nothing here writes. May import
`casework.intake`, `casework.conclusions`, `offices.models` and `ordinances`.
"""
