"""Make an account with one role: the first one of an empty office above all."""

import getpass
import os
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit.trail import Actor
from offices.models import Division, Rank, Role
from offices.operations.create_staff import Account, CannotCreateStaff, create_staff


class Command(BaseCommand):
    """`create_staff --login … --name … --role … [--division …] [--rank …]`."""

    help = "Make an account with one role. The password is asked for, or taken "
    help += "from the environment variable HIROBA_PASSWORD."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("--login", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--division", help="name of the division (所管課)")
        parser.add_argument(
            "--rank",
            default="",
            choices=Rank.values,
            help="how high an approver decides; needed for the role approver",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Parse, call the operation, answer."""
        today = timezone.localdate()
        account = Account(
            login=options["login"],
            name=options["name"],
            role=options["role"],
            division=_division(options["division"], on=today),
            password=_password(),
            rank=options["rank"],
        )
        try:
            create_staff(
                account=account,
                on=today,
                reason="create_staff",
                by=Actor("command:create_staff", "create_staff"),
                at=timezone.now(),
            )
        except CannotCreateStaff as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{account.login}: {account.role}")


def _division(name: str | None, *, on: date) -> Division | None:
    if name is None:
        return None
    found = [
        division
        for division in Division.objects.filter(name=name, valid_from__lte=on)
        if division.valid_until is None or on < division.valid_until
    ]
    if len(found) != 1:
        raise CommandError(
            f"'{name}' names {len(found)} divisions in force; give the name of one."
        )
    return found[0]


def _password() -> str:
    given = os.environ.get("HIROBA_PASSWORD")
    return given if given is not None else getpass.getpass("Password: ")
