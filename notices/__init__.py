"""Letters: what leaves the house, frozen when it is issued, printed and delivered.

May import `casework` and below. Knows cases and units; form and facts of a letter
come from the slices' `letters.py`, its words from the pack. Start with
`letter.py` (what a letter is), `operations/issue.py` (the one way out) and
`rendering/` (facts to PDF).
"""
