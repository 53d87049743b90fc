"""The kernel: cases, their units, and every act on a unit.

May import `offices`, `ordinances` and `audit`. It knows no regime: what differs
between laws comes in with the pack. Start with `models/unit.py` (what a unit
is), `phases.py` (where it may go) and `operations/` (one verb, one file).
"""
