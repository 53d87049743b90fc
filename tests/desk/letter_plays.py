"""How the acts on letters are played in the tests."""

from casework.models import Unit
from desk.letters import letters_of
from notices.keys import letter_key
from notices.models import Notice
from tests.desk.play import OFFICER, TODAY, Play
from tests.factories.decided import (
    decided_unit,
    issued_unit,
    returned_unit,
    sent_unit,
)

LETTER_PLAYS = [
    Play(
        "issue",
        OFFICER,
        decided_unit,
        lambda _cast: {
            "letter": letter_key(letters_of(Unit.objects.get(), TODAY)[0]),
            "issued_on": "R2.6.3",
        },
        typed="R2.6.3",
        wrong={"letter": "nothing"},
    ),
    Play(
        "record_delivery",
        OFFICER,
        issued_unit,
        lambda _cast: {
            "notice": Notice.objects.get().pk,
            "sent_on": "R2.6.4",
            "means": "registered",
            "tracking_number": "123-45-678",
        },
        typed="123-45-678",
        wrong={"sent_on": "R2.6.31"},
    ),
    Play(
        "record_arrival",
        OFFICER,
        sent_unit,
        lambda _cast: {"notice": Notice.objects.get().pk, "arrived_on": "R2.6.5"},
        typed="R2.6.5",
        wrong={"notice": "0"},
    ),
    Play(
        "record_return",
        OFFICER,
        sent_unit,
        lambda _cast: {
            "notice": Notice.objects.get().pk,
            "returned_on": "R2.6.9",
            "return_reason": "unknown",
        },
        typed="R2.6.9",
        wrong={"return_reason": ""},
    ),
    Play(
        "resend",
        OFFICER,
        returned_unit,
        lambda _cast: {
            "notice": Notice.objects.get().pk,
            "sent_on": "R2.6.10",
            "means": "post",
            "postal_code": "000-0000",
            "address": "星川台4-5-6",
        },
        typed="星川台4-5-6",
        wrong={"sent_on": "R2.6.31"},
    ),
]
