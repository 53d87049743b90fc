"""Keep where a person wants mails, and whether."""

from django.db import transaction

from desk.models import MailAddress
from offices.models import Staff


@transaction.atomic
def keep_mail_address(*, by: Staff, address: str, wants_mails: bool) -> MailAddress:
    """Keep the address of one person; nobody else sees or changes it.

    Args:
        by: Whose it is.
        address: Perhaps empty: then there are no mails.
        wants_mails: Whether reminders are sent there.
    """
    kept, _is_new = MailAddress.objects.update_or_create(
        staff=by, defaults={"address": address, "wants_mails": wants_mails}
    )
    return kept
