"""The acts on a unit, each with its form: one module per act.

Start with `ACT_PAGES`, the one list of them: the act page, the batch page and
the API look up an act there, validate with its form and call its `perform`.
May import: casework, offices, ordinances, disclosure and the fields of the desk.
"""

from desk.acts.act import Act, ActForm, Answer, Cleaned
from desk.acts.registry import ACT_PAGES

__all__ = ["ACT_PAGES", "Act", "ActForm", "Answer", "Cleaned"]
