"""Which letters of a public-records request are due, from what happened.

May import what a slice's queries may. Nothing here is remembered: a decision, an
extension and the like each have their letter for as long as they hold, and what was
issued is known by its subject. Start with `all_of_unit.py`.
"""

from disclosure.letters.all_of_unit import letters_of

__all__ = ["letters_of"]
