"""Who sees the annual tables. Deny by default; denied answers 404.

Tables count the whole installation: a number that left out what one person may
not see would be a wrong number. So whoever may see tables sees all of them, a
records officer of one organ too; what a list shows of a unit is another
question (`annual.listing`).
"""

from datetime import date

from offices.models import Role, Staff

SEE_TABLES = frozenset({Role.RECORDS_OFFICER, Role.STATISTICS_MANAGER, Role.AUDITOR})
RECORD_FIGURES = frozenset({Role.RECORDS_OFFICER, Role.STATISTICS_MANAGER})


def can_see_tables(staff: Staff, *, on: date) -> bool:
    """Tell whether this person may see the tables and the lists behind them."""
    return bool(SEE_TABLES & staff.roles_on(on))


def can_record_figures(staff: Staff, *, on: date) -> bool:
    """Tell whether this person may type figures."""
    return bool(RECORD_FIGURES & staff.roles_on(on))
