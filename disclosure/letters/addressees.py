"""To whom the letters of a request go, and what is missing to send them."""

from datetime import date

from django.utils.translation import gettext as _

from casework.models import Case, Party, PartyRole
from notices.letter import Addressee, Gap
from ordinances.dated import NotInForce
from ordinances.loading import pack as load_pack

NOBODY = Addressee(name="", honorific="")


def requesters_of(case: Case) -> list[Party | None]:
    """Return who asked, in the order of the form; a lone None where nobody is named.

    Each of several requesters is told by a letter of its own.
    """
    found = list(case.parties.filter(role=PartyRole.REQUESTER).order_by("pk"))
    return [*found] or [None]


def addressee_of(party: Party | None, *, regime: str, on: date) -> Addressee:
    """Copy a party as a letter of that day names it."""
    if party is None:
        return NOBODY
    return Addressee(
        name=party.name,
        honorific=_honorific(party, regime, on),
        postal_code=party.postal_code,
        address=party.address,
        contact_person=party.contact_person if party.is_corporation else "",
        party=party.pk,
    )


def gaps_of_addressee(party: Party | None) -> list[Gap]:
    """Return what a letter to a party lacks on its face."""
    if party is None or not party.name.strip():
        says = _(
            "Nobody is named as the requester. Please enter the name with “Amend the "
            "intake”, so that the letter has an addressee."
        )
        return [Gap(says=says, field="name")]
    if not party.address.strip():
        says = _(
            "The address of the addressee is missing. Please enter it with “Amend the "
            "intake”, so that the letter can be sent."
        )
        return [Gap(says=says, field="address")]
    return []


def _honorific(party: Party, regime: str, on: date) -> str:
    try:
        head = load_pack(regime).letterhead(on)
    except NotInForce:
        return ""
    return head.corporation if party.is_corporation else head.person
