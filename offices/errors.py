"""The one root of every refusal in staff administration."""


class OfficeError(ValueError):
    """An act on accounts or rights is refused; the message says what to do.

    Attributes:
        code: Stable, for programs; the message is for people.
        field: What to mend in a form, empty for the whole.
    """

    code = "refused"

    def __init__(self, message: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(message)
