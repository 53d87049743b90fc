"""The database goes away before a given statement."""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError


class PowerCut(OperationalError):
    """The database went away."""


class Cut:
    """Raises before a given statement."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: Any,
    ) -> Any:
        self.count += 1
        if self.count == self.at:
            raise PowerCut
        return execute(sql, params, many, context)
