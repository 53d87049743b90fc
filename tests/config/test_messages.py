"""Translations: what is collected, what is refused, and always the same bytes."""

import subprocess
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from config import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("One sentence.")
ngettext("%(n)s unit", "%(n)s units", n)
pgettext("verb", "Open")
not_this("Another sentence.")
"""
TEMPLATE = """{% load i18n %}
    <p>{% translate "In a template" %}</p>
  {% blocktranslate with name=x %}
    Hello {{ name }}
  {% endblocktranslate %}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "views.py").write_text(PYTHON)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text('_("Not for people")')
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    return tmp_path


def ids(catalog: Catalog) -> set[object]:
    return {message.id for message in catalog if message.id}


def test_collected_finds_python_and_templates_and_leaves_tests_out(
    project: Path,
) -> None:
    assert ids(messages.collected(project)) == {
        "One sentence.",
        ("%(n)s unit", "%(n)s units"),
        "Open",
        "In a template",
        "\n    Hello %(name)s\n  ",
    }


def test_merged_keeps_known_translations_and_drops_what_is_gone(project: Path) -> None:
    known = messages.empty()
    known.add("One sentence.", "一つの文。")
    known.add("Gone", "消えた")

    catalog = messages.merged(messages.collected(project), known)

    found = catalog.get("One sentence.")
    assert found is not None
    assert found.string == "一つの文。"
    assert "Gone" not in ids(catalog)


def test_untranslated_names_missing_and_fuzzy_entries(project: Path) -> None:
    known = messages.empty()
    known.add("One sentence.", "一つの文。", flags=["fuzzy"])
    known.add("Open", "開く", context="verb")

    missing = messages.untranslated(messages.merged(messages.collected(project), known))

    assert "One sentence." in missing
    assert "In a template" in missing
    assert "Open" not in missing


def test_mismatched_names_a_translation_that_lost_a_placeholder() -> None:
    catalog = messages.empty()
    catalog.add("%(n)s rows", "%(m)s 行")
    catalog.add("%(n)s lines", "%(n)s 行")

    assert messages.mismatched(catalog) == ["%(n)s rows"]


def test_same_sources_give_the_same_bytes(project: Path) -> None:
    first, second = (messages.merged(messages.collected(project)) for _ in range(2))

    assert messages.po_bytes(first) == messages.po_bytes(second)
    assert messages.mo_bytes(first) == messages.mo_bytes(second)


def test_written_catalog_reads_back_whole(project: Path, tmp_path: Path) -> None:
    catalog = messages.empty()
    catalog.add("Line\nbreak", "改行\nあり")
    path = tmp_path / "django.po"

    path.write_bytes(messages.po_bytes(catalog))

    found = messages.load(path).get("Line\nbreak")
    assert found is not None
    assert found.string == "改行\nあり"
