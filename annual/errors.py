"""The root of every refusal of the annual tables."""

from casework.errors import CaseworkError


class AnnualError(CaseworkError):
    """A table, a figure or an output is refused; the sentence says why."""

    code = "annual_refused"
