"""Whoever signs in."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from audit.trail import Actor

if TYPE_CHECKING:
    from offices.models.grant import Grant


class StaffManager(BaseUserManager["Staff"]):
    """Makes accounts; there is no superuser: rights are grants."""

    def create_account(
        self, *, login: str, name: str, password: str | None = None, **extra: object
    ) -> "Staff":
        """Make an account; without a password it cannot sign in."""
        staff = self.model(login=login, name=name, **extra)
        staff.set_password(password)
        staff.save(using=self._db)
        return staff

    def get_by_natural_key(self, username: str | None) -> "Staff":
        """Find the account that signs in with this login."""
        return self.get(login=username)


class Staff(AbstractBaseUser):
    """A staff member or a board member: whoever signs in."""

    login = models.CharField(_("login"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)
    is_active = models.BooleanField(default=True)
    # set: the password is a one-time code that opens until then, to be replaced
    code_until = models.DateTimeField(null=True, blank=True)
    # raised by one, every session that stands is over
    session_serial = models.PositiveIntegerField(default=0)

    objects = StaffManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    def as_actor(self) -> Actor:
        """Return the key and name the trail keeps."""
        return Actor(f"staff:{self.pk}", self.name)

    def get_session_auth_hash(self) -> str:
        """Bind a session to the password and to the serial of sessions."""
        return self._session_hash(None)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Return the same for each secret key of before."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret)

    def is_code_over(self, at: datetime) -> bool:
        """Tell whether the password is a one-time code that opens no more."""
        return self.code_until is not None and at >= self.code_until

    def _session_hash(self, secret: str | bytes | None) -> str:
        value = f"{self.session_serial}:{self.password}"
        return salted_hmac(
            "offices.models.staff.session", value, secret=secret, algorithm="sha256"
        ).hexdigest()

    def grants_on(self, on: date) -> list["Grant"]:
        """Return the grants in force on a day, none for a disabled account.

        The rows are read once per instance, that is once per request.
        """
        if not self.is_active:
            return []
        if not hasattr(self, "_grants"):
            self._grants = list(self.grants.all())
        return [grant for grant in self._grants if grant.is_in_force(on)]

    def roles_on(self, on: date) -> frozenset[str]:
        """Return the roles held on a day."""
        return frozenset(grant.role for grant in self.grants_on(on))
