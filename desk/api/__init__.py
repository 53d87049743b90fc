"""`/api/v1/`: what the pages show and do, for programs.

Same querysets, same rights, same operations as the pages; nothing is decided here.
A view parses, authorises, asks one question or does one act, and answers JSON; a
refusal is problem+json with a stable `code`. Start with `view.py`, then `units.py`.
May import the desk and everything below it.
"""
