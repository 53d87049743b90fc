"""The one root of every refusal of the kernel."""


class CaseworkError(ValueError):
    """An act is refused. The message says what happened and what to do now.

    Attributes:
        code: Stable, for programs; the message is for people.
    """

    code = "refused"
