"""No message carries a time: a broker delivers what is old a second time.

With Redis a message that waits for longer than its visibility timeout comes twice.
What is due is asked of the database by a sweep.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.rules import tree
from tests.architecture.rules.tree import Finding, Source

TIMES = frozenset({"eta", "countdown"})
SENDING = frozenset({"apply_async", "send_task", "signature", "retry"})


def times_in_messages(source: Source) -> Iterator[Finding]:
    """Yield where work is sent off for later."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in SENDING:
            for keyword in node.keywords:
                if keyword.arg in TIMES:
                    yield source.finding(node.lineno, f"{keyword.arg} in a message")


def test_no_message_of_the_house_carries_a_time() -> None:
    assert tree.judge(times_in_messages, *tree.product_sources()) == ""


@pytest.mark.parametrize(
    "text",
    [
        "work.apply_async(countdown=5)",
        "app.send_task('hiroba.work', eta=then)",
        "self.retry(countdown=60)",
    ],
)
def test_time_in_a_message_is_found(text: str) -> None:
    assert len(list(times_in_messages(Source("desk/tasks.py", text)))) == 1
