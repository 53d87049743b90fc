"""How often somebody tried a login in vain."""

from django.db import models


class SignInAttempts(models.Model):
    """The tries of one typed login since the last success.

    The login stands here as a keyed digest: people type their password into the
    wrong field, and a login nobody has must look like one that somebody has.
    """

    login_digest = models.CharField(max_length=64, unique=True)
    n = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.n}"
