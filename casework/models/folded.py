"""Shadow columns: a text of the row as it is compared in a search.

Like a day that is set by itself, such a column is filled whenever its row is
saved, one by one or in bulk. What changes rows without saving them (`update`,
`update_fields`) names it beside its source; `tests/architecture` sees to that.
"""

from abc import abstractmethod
from typing import Any

from django.db import models

from casework.folding import digits, fold


class ShadowField(models.TextField):  # type: ignore[type-arg]  # of text in and out
    """A text derived from another field of the same row.

    Attributes:
        source: The name of that field.
    """

    def __init__(self, source: str = "", **options: Any) -> None:
        self.source = source
        super().__init__(**{"default": "", "editable": False, **options})

    def deconstruct(self) -> Any:
        """Name the source in migrations, too."""
        name, path, positional, named = super().deconstruct()
        return name, path, positional, {**named, "source": self.source}

    @abstractmethod
    def derive(self, text: str) -> str:
        """Return what a text of the source becomes."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001 - Django's signature
        """Derive the text from what the row says now."""
        shadow = self.derive(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, shadow)
        return shadow


class FoldedField(ShadowField):
    """A text as it is compared."""

    def derive(self, text: str) -> str:
        """Fold it."""
        return fold(text)


class DigitsField(ShadowField):
    """The digits of a phone number."""

    def derive(self, text: str) -> str:
        """Leave the digits."""
        return digits(text)
