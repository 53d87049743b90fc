"""A third party in the role table: who knows its name, and what the acts send."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from casework.models import Record, ThirdPartyConsultation, Unit
from tests.factories.cast import Cast
from tests.factories.third_parties import FIRM, answered, ask

Mark = Callable[[str, str], str]


def ask_third_party(cast: Cast, units: Mapping[str, Unit], mark: Mark) -> None:
    """Let a third party answer about the record of `shared_other`."""
    unit, thing = units["shared_other"], "shared_other"
    asked = ask(
        unit,
        cast.records_officer,
        Record.objects.get(unit=unit),
        party=replace(FIRM, name=mark("third", thing)),
        concerns=mark("concerns", thing),
        kind="mandatory_protection",
        why=mark("duty", thing),
        answer_to=mark("office", thing),
    )
    answered(asked, cast.records_officer, opinion=mark("opinion", thing))


def consultation_form(unit: Unit) -> dict[str, object]:
    """Return the form that asks a third party about the record of a unit."""
    record = Record.objects.filter(unit=unit).first()
    return {
        "record_ids": [record.pk if record else "0"],
        "kind": "optional",
        "name": "架空建設株式会社",
        "address": "架空区架空町1-1",
        "concerns": "入札の単価",
        "sent_on": "R2.6.12",
        "answer_by_on": "R9.12.31",
        "answer_to": "区民情報ひろば",
    }


def answer_form(unit: Unit) -> dict[str, object]:
    """Return the form that enters the answer of the third party of a unit."""
    asked = ThirdPartyConsultation.objects.filter(unit=unit).first()
    return {
        "consultation": asked.pk if asked else "0",
        "answer": "consents",
        "answered_on": "R2.6.12",
    }
