"""Another city's values in place of a pack's, for one test."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ordinances.schema import DeadlineRule, Pack, Value


def with_rule(monkeypatch: pytest.MonkeyPatch, **values: Any) -> None:
    """Let every period of a decision have these values."""
    held = Pack.deadline

    def deadline(self: Pack, key: str, on: date) -> DeadlineRule:
        found = held(self, key, on)
        return replace(found, **values) if key == "decision" else found

    monkeypatch.setattr(Pack, "deadline", deadline)


def with_policy(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Let every pack have this value of a policy."""
    held = Pack.policy

    def policy(self: Pack, asked: str, on: date) -> Value[str]:
        found = held(self, asked, on)
        return replace(found, value=value) if asked == name else found

    monkeypatch.setattr(Pack, "policy", policy)
