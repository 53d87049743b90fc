"""The rules of a municipality as data, and the arithmetic that reads them.

Plain Python: imports the standard library and PyYAML, never Django.
A *pack* holds what one ordinance says (kinds of request, outcomes, grounds,
periods); a *municipality* holds the packs and what its regimes share.
Start with ``schema`` (what a rule is), then ``periods`` (how days are counted)
and ``packs/nerima`` (the reference municipality, with worked examples).
"""
