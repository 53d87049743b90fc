"""Letters for the tests of issuing: made from a unit, worded and printed plainly."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from casework.models import Decision, Party, Unit
from notices.keys import letter_key
from notices.letter import Addressee, Gap, Letter
from notices.models import Notice
from notices.operations.issue import IssueFacts, issue
from notices.operations.print_notice import print_notice
from notices.press import Press, Worded
from notices.store import notice_store
from offices.models import Staff
from tests.factories.cases import end, intake, make_unit
from tests.factories.cast import Office
from tests.factories.desk import NOW, TODAY

FORM = "decision_full"
GAP = Gap(says="記録「道路台帳」に理由がない。", record=1, field="why")


def decided(
    office: Office,
    *,
    name: str = "山田 花子",
    on: date = TODAY,
    subject: str = "道路台帳",
) -> Unit:
    """Return a unit with a decision and a requester."""
    facts = intake(division=office.general_affairs, requester=name, subject=subject)
    return end(make_unit(facts), "full", on=on)


def letter_of(unit: Unit, *, gaps: tuple[Gap, ...] = ()) -> Letter:
    """Return the letter of a unit's counting decision."""
    decision = Decision.objects.get(unit=unit, counts=True)
    party = Party.objects.filter(case=unit.case).order_by("pk")[0]
    return Letter(
        form=FORM,
        about=f"decision:{decision.pk}",
        unit=unit,
        addressee=Addressee(
            name=party.name,
            honorific="様",
            postal_code="176-0001",
            address=f"練馬区架空町{unit.pk}番地",
            party=party.pk,
        ),
        issued_on=decision.decided_on,
        facts={"outcome": decision.outcome, "subject": unit.subject_text},
        gaps=gaps,
    )


def word(letter: Letter, *, number_text: str, issued_on: date) -> Worded:
    """Put a letter into the plainest words there are."""
    text = {
        "unit": letter.unit.pk,
        "number": number_text,
        "issued_on": issued_on.isoformat(),
        "addressee": letter.addressee.name,
        **letter.facts,
    }
    return Worded(text=text, form_version="plain-1")


def render(text: Mapping[str, Any]) -> bytes:
    """Print words as a PDF of one empty page, with the marks among its keywords."""
    keywords = ", ".join([f"unit:{text['unit']}", "form:plain-1", *text["marks"]])
    held = ("\ufeff" + keywords).encode("utf-16-be").hex()
    words = json.dumps(text, sort_keys=True).encode()
    return b"\n".join(
        [
            b"%PDF-1.4",
            b"% " + words,
            b"1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj",
            b"2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj",
            b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj",
            f"4 0 obj <</Keywords <{held}>>> endobj".encode(),
            b"trailer <</Root 1 0 R /Info 4 0 R>>",
            b"%%EOF",
        ]
    )


PRESS = Press(letters_of=lambda unit, _on: [letter_of(unit)], word=word, render=render)


def press_with(**changes: Any) -> Press:
    """Return the plain press with something else in it."""
    return replace(PRESS, **changes)


def issued(
    unit: Unit,
    by: Staff,
    *,
    on: date = TODAY,
    reason: str = "",
    press: Press = PRESS,
    at: datetime = NOW,
) -> Notice:
    """Issue the letter of a unit's decision, unprinted."""
    letter = press.letters_of(unit, on)[0]
    wanted = IssueFacts(
        key=letter_key(letter),
        issued_on=letter.issued_on or on,
        reissue_reason=reason,
    )
    return issue(
        unit=unit, wanted=wanted, press=press, version=None, by=by, on=on, at=at
    )


def printed(notice: Notice) -> Notice:
    """Print an issued letter."""
    print_notice(notice=notice, render=render, store=notice_store(), at=NOW)
    return notice
