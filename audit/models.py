"""The entry, and beside it what of it is personal and may be erased."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One act. Never updated, never deleted: a database trigger holds it.

    `facts` holds codes, numbers and dates, no personal data; `hash` covers the
    entry and the hash before it in the same stream.
    """

    stream = models.CharField(max_length=80)
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=80)
    actor_label = models.CharField(max_length=200)
    act = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=80, db_index=True)
    facts = models.JSONField(default=dict)
    detail_digest = models.CharField(max_length=64, blank=True)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        """Constraints."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stream", "seq"], name="audit_entry_stream_seq"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.seq} {self.act}"


class Detail(models.Model):
    """What of an entry is personal: erasable, the chain keeps its digest only."""

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="detail"
    )
    values = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"detail of {self.entry_id}"
