"""Staff administration: accounts, roles, absences; never the content of a case.

Start with `acts.py`, the list of what can be done to an account: each act has a
form and one operation of `offices`. May import: casework, offices, the desk's
fields.
"""
