"""Shadow columns: whoever changes a text past `save` changes its shadow, too."""

import ast
from collections.abc import Iterator

from tests.architecture.rules.tree import Finding, Source

# source → its shadow; see casework/models/folded.py
SHADOWS = {
    "number_text": "folded_number",
    "subject": "folded_subject",
    "name": "folded_name",
    "kana": "folded_kana",
    "phone": "phone_digits",
}
# the packages that hold such rows
PACKAGES = frozenset({"casework", "notices", "disclosure", "privacy", "appeals"})


def texts_without_shadow(source: Source) -> Iterator[Finding]:
    """Yield where a text is changed and its shadow column forgotten."""
    if source.parts[0] not in PACKAGES:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            written = _columns_written(node)
            for text, shadow in SHADOWS.items():
                if text in written and shadow not in written:
                    says = f"changes {text} without its shadow {shadow}"
                    yield source.finding(node.lineno, says)


def _columns_written(call: ast.Call) -> set[str]:
    """Return the columns a call writes without `pre_save` filling the others."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name == "update" and not call.args:
        return {item.arg for item in call.keywords if item.arg}
    if name == "bulk_update":
        return _texts(call)
    chosen = [item.value for item in call.keywords if item.arg == "update_fields"]
    return {text for node in chosen for text in _texts(node)}


def _texts(node: ast.AST) -> set[str]:
    return {
        item.value
        for item in ast.walk(node)
        if isinstance(item, ast.Constant) and isinstance(item.value, str)
    }
