"""Addresses that do not exist."""

from typing import Any

from desk.api.problems import nothing_here
from desk.api.view import ApiView


class Nothing(ApiView):
    """For nobody, by no method."""

    schema = None

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """Say so, once it is known who asks.

        Raises:
            Problem: Always.
        """
        super().initial(request, *args, **kwargs)
        raise nothing_here()
