"""Who is reminded of which date: computed from the database, never remembered.

`dates.py` says which dates stand, `people.py` whose they are, `raising.py` writes
what has come due (once per unit, date and step), `waiting.py` what a person sees.
"""
