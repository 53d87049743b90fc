"""Issue a letter: frozen, numbered, told on the trail; printed after the commit."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import trail
from casework.errors import CaseworkError
from casework.models import Decision, Unit
from casework.operations import number
from casework.operations.begin import begin, touch
from casework.wording import day
from notices.keys import addressee_key, letter_key
from notices.letter import Gap, Letter
from notices.marks import KEY as MARKS
from notices.marks import marks_of_letter
from notices.models import Notice
from notices.numbers import number_text, series_of
from notices.press import Press, Worded
from offices.models import Staff
from ordinances.fiscal_years import fiscal_year_of
from ordinances.loading import pack as load_pack

DECISION = "decision:"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFacts:
    """What is to be issued.

    Attributes:
        key: Which letter of the unit, see `notices.keys.letter_key`.
        issued_on: The day on it.
        reissue_reason: Why it is issued once more; empty the first time.
    """

    key: str
    issued_on: date
    reissue_reason: str = ""


class CannotIssue(CaseworkError):
    """The letter cannot be issued as it stands.

    Attributes:
        field: What to mend.
        gaps: What the letter still lacks.
    """

    def __init__(
        self, code: str, message: str, *, field: str = "", gaps: tuple[Gap, ...] = ()
    ) -> None:
        self.code, self.field, self.gaps = code, field, gaps
        super().__init__(message)


@transaction.atomic
def issue(
    *,
    unit: Unit,
    wanted: IssueFacts,
    press: Press,
    version: int | None,
    by: Staff,
    on: date,
    at: datetime,
) -> Notice:
    """Issue one letter of a unit.

    The letter is made anew from what happened, so that nothing is issued that was
    true only when the page was opened. It is printed once before it has a number:
    what cannot be printed is not issued. The number is taken last. Writes the
    notice, the counter and one trail entry; the bytes are made after the commit.

    Args:
        unit: The unit it belongs to.
        wanted: Which letter, and the day on it.
        press: How letters are found, worded and printed.
        version: The version the person read.
        by: Who issues it.
        on: The day of the act.
        at: The instant.

    Returns:
        The notice.

    Raises:
        NotPermitted: The act is not among the person's rights.
        CannotAct: The number is void.
        Stale: Somebody changed the unit since.
        CannotIssue: There is no such letter, it lacks something, its day is
            another, or it was issued already and no reason is given.
    """
    unit = begin("issue", unit, by=by, on=on, version=version)
    letter = _found(unit, wanted, press, on)
    _check_day(letter, unit, wanted, on=on)
    earlier = _earlier(letter, wanted)
    _proof(letter, press, wanted.issued_on)
    notice = _write(letter, wanted, press, earlier, by=by, at=at)
    touch(unit)
    _tell(notice, by=by, at=at)
    return notice


def _found(unit: Unit, wanted: IssueFacts, press: Press, on: date) -> Letter:
    """Return the letter as things stand now, with nothing missing."""
    for letter in press.letters_of(unit, on):
        if letter_key(letter) == wanted.key:
            break
    else:
        raise CannotIssue(
            "no_such_letter",
            _(
                "There is no such letter of %(number)s as things stand now. Please "
                "look at the unit and choose one of its letters."
            )
            % {"number": unit.number_text},
            field="letter",
        )
    if letter.gaps:
        lacking = " ".join(gap.says for gap in letter.gaps)
        raise CannotIssue(
            "letter_has_gaps",
            _("The letter still lacks something and is not issued. %(gaps)s")
            % {"gaps": lacking},
            field="letter",
            gaps=letter.gaps,
        )
    return letter


def _check_day(letter: Letter, unit: Unit, wanted: IssueFacts, *, on: date) -> None:
    """Refuse a day that is not the letter's, or that is none for a letter at all."""
    told = {"day": day(wanted.issued_on)}
    if letter.issued_on is not None and wanted.issued_on != letter.issued_on:
        raise CannotIssue(
            "other_day",
            _(
                "This letter bears the day of the decision, %(right)s, and not "
                "%(day)s. Issue it with that day; a decision of another day needs a "
                "corrected decision."
            )
            % {**told, "right": day(letter.issued_on)},
            field="issued_on",
        )
    if wanted.issued_on > on:
        raise CannotIssue(
            "issued_in_future",
            _("%(day)s is still to come. Issue the letter when its day is here.")
            % told,
            field="issued_on",
        )
    if wanted.issued_on < unit.received_on:
        raise CannotIssue(
            "issued_before_receipt",
            _(
                "A letter of %(day)s would be older than the request, received on "
                "%(received)s. Please check the day."
            )
            % {**told, "received": day(unit.received_on)},
            field="issued_on",
        )


def _earlier(letter: Letter, wanted: IssueFacts) -> Notice | None:
    """Return the last edition, which this one replaces; it has to have a reason."""
    last = (
        Notice.objects.filter(
            form=letter.form,
            about=letter.about,
            addressee_key=addressee_key(letter.addressee),
        )
        .order_by("-edition")
        .first()
    )
    if last is not None and not wanted.reissue_reason.strip():
        raise CannotIssue(
            "issued_already",
            _(
                "This letter was issued already as %(number)s on %(day)s. Print it "
                "again from there, or say why it is issued once more."
            )
            % {"number": last.number_text, "day": day(last.issued_on)},
            field="reissue_reason",
        )
    return last


def _proof(letter: Letter, press: Press, issued_on: date) -> None:
    """Print the letter once; what refuses here would never leave the house."""
    without_number = number_text(letter.unit, issued_on=issued_on)
    press.render(_worded(letter, press, without_number, issued_on).text)


def _worded(letter: Letter, press: Press, number_text: str, on: date) -> Worded:
    worded = press.word(letter, number_text=number_text, issued_on=on)
    marks = marks_of_letter(letter, number_text)
    return replace(worded, text={**worded.text, MARKS: marks})


def _write(
    letter: Letter,
    wanted: IssueFacts,
    press: Press,
    earlier: Notice | None,
    *,
    by: Staff,
    at: datetime,
) -> Notice:
    unit, addressee = letter.unit, letter.addressee
    notice = Notice(
        unit=unit,
        form=letter.form,
        about=letter.about,
        edition=earlier.edition + 1 if earlier else 1,
        supersedes=earlier,
        reissue_reason=wanted.reissue_reason.strip() if earlier else "",
        addressee_key=addressee_key(addressee),
        party_id=addressee.party,
        name=addressee.name,
        honorific=addressee.honorific,
        contact_person=addressee.contact_person,
        postal_code=addressee.postal_code,
        address=addressee.address,
        approved_on=_approved_on(letter),
        issued_on=wanted.issued_on,
        pack_digest=load_pack(unit.regime).digest,
        facts_digest=trail.digest(letter.facts),
        issued_by=by,
        at=at,
        series=series_of(unit),
        fiscal_year=fiscal_year_of(wanted.issued_on),
    )
    _number(notice, letter, press)
    notice.save(force_insert=True)
    return notice


def _number(notice: Notice, letter: Letter, press: Press) -> None:
    """Take the number, the last thing before the row is written."""
    notice.number = number.take(series=notice.series, fiscal_year=notice.fiscal_year)
    notice.number_text = number_text(
        letter.unit, issued_on=notice.issued_on, number=str(notice.number)
    )
    worded = _worded(letter, press, notice.number_text, notice.issued_on)
    notice.text, notice.form_version = dict(worded.text), worded.form_version


def _approved_on(letter: Letter) -> date | None:
    """Return when the decision it tells was approved; None for other letters."""
    if not letter.about.startswith(DECISION):
        return None
    pk = int(letter.about.removeprefix(DECISION))
    return Decision.objects.only("approved_on").get(pk=pk).approved_on


def _tell(notice: Notice, *, by: Staff, at: datetime) -> None:
    facts: dict[str, object] = {
        "notice": notice.pk,
        "form": notice.form,
        "about": notice.about,
        "number": notice.number_text,
        "issued_on": notice.issued_on.isoformat(),
        "facts_digest": notice.facts_digest,
    }
    if notice.supersedes_id:
        facts |= {"edition": notice.edition, "supersedes": notice.supersedes_id}
    detail = {"addressee": notice.name}
    if notice.reissue_reason:
        detail["reason"] = notice.reissue_reason
    trail.record(
        stream=notice.unit.case.stream,
        act="issue",
        subject=f"unit:{notice.unit_id}",
        by=by.as_actor(),
        at=at,
        facts=facts,
        detail=detail,
    )
