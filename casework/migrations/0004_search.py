"""Add the shadow columns of the search: add, fill, tighten."""

from collections.abc import Callable
from typing import Any

from django.db import migrations

import casework.models.folded
from casework.folding import digits, fold

CHUNK = 1000
FILLED: dict[str, dict[str, tuple[str, Callable[[str], str]]]] = {
    'Case': {'folded_number': ('number_text', fold), 'folded_subject': ('subject', fold)},
    'Unit': {'folded_subject': ('subject', fold)},
    'Party': {
        'folded_name': ('name', fold),
        'folded_kana': ('kana', fold),
        'phone_digits': ('phone', digits),
    },
}
COLUMNS = [
    (model.lower(), column, source, derive)
    for model, columns in FILLED.items()
    for column, (source, derive) in columns.items()
]


def fill(apps: Any, schema_editor: Any) -> None:
    """Derive the columns of the rows that are there."""
    for model, columns in FILLED.items():
        rows = apps.get_model('casework', model)._default_manager.using(
            schema_editor.connection.alias
        )
        waiting = []
        for row in rows.order_by('pk').iterator(chunk_size=CHUNK):
            for column, (source, derive) in columns.items():
                setattr(row, column, derive(getattr(row, source)))
            waiting.append(row)
            if len(waiting) == CHUNK:
                rows.bulk_update(waiting, list(columns))
                waiting = []
        rows.bulk_update(waiting, list(columns))


def _field(source: str, derive: Callable[[str], str], **options: Any) -> Any:
    kind = casework.models.folded.DigitsField if derive is digits else casework.models.folded.FoldedField
    return kind(source=source, **options)


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0003_the_desk'),
    ]

    operations = [
        *(
            migrations.AddField(model, column, _field(source, derive, default=None, null=True))
            for model, column, source, derive in COLUMNS
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(
            migrations.AlterField(model, column, _field(source, derive, default='', editable=False))
            for model, column, source, derive in COLUMNS
        ),
    ]
