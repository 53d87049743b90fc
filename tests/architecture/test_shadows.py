"""No path changes a text and leaves the column that is searched behind."""

import pytest
from django.apps import apps

from casework.models.folded import ShadowField
from tests.architecture.rules import shadows, tree
from tests.architecture.rules.tree import Source


def test_texts_are_changed_together_with_their_shadows() -> None:
    assert tree.judge(shadows.texts_without_shadow, *tree.product_sources()) == ""


def test_every_shadow_is_guarded() -> None:
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ShadowField)
    ]

    assert {field.source: field.name for field in fields} == shadows.SHADOWS


@pytest.mark.parametrize(
    "text",
    [
        "Unit.objects.filter(pk=1).update(subject='x')",
        "case.units.update(subject='x', version=2)",
        "party.save(update_fields=['name'])",
        "case.save(update_fields=('number_text', 'version'))",
        "Party.objects.bulk_update(parties, ['phone'])",
    ],
)
def test_forgotten_shadow_is_found(text: str) -> None:
    source = Source("casework/operations/amend.py", text)

    assert len(list(shadows.texts_without_shadow(source))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "units.update(subject=text, folded_subject=fold(text))",
        "party.save(update_fields=['name', 'folded_name'])",
        "party.save()",
        "facts.update(found)",
        "case.save(update_fields=['version'])",
    ],
)
def test_shadow_that_is_kept_is_let_be(text: str) -> None:
    source = Source("casework/operations/amend.py", text)

    assert list(shadows.texts_without_shadow(source)) == []
