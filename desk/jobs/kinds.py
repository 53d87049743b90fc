"""The kinds of long work: code → what is done, by whom, in which words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.models import Job
from desk.jobs import export, ledger, letters, redating, taking_back
from desk.jobs.answers import Link
from desk.jobs.shift import Shift
from offices.models import Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKind:
    """A kind of long work.

    Attributes:
        code: What the row of the job calls it.
        run: Does it, and finishes the job in the transaction of the work.
        may: Whether a person may still have it done, on a day.
        title: What a job of it is, in words.
        summary: What came out, in a sentence.
        links: Where the reader goes on.
        stages: What it is doing, by the stages it reports.
        can_cancel_in: The stages in which nothing is written yet.
    """

    code: str
    run: Callable[[Shift], None]
    may: Callable[[Staff, Job, date], bool]
    title: Callable[[Job], str]
    summary: Callable[[Job], str]
    links: Callable[[Job], Sequence[Link]]
    stages: Mapping[str, Promise]
    can_cancel_in: frozenset[str] = frozenset()


KINDS: Mapping[str, JobKind] = MappingProxyType(
    {
        kind.code: kind
        for kind in (
            JobKind(
                code=ledger.KIND,
                run=ledger.run,
                may=ledger.may,
                title=ledger.title,
                summary=ledger.summary,
                links=ledger.links,
                stages={
                    "read": _("Reading and checking the rows"),
                    "write": _("Writing the rows"),
                },
                can_cancel_in=frozenset({"", "read"}),
            ),
            JobKind(
                code=taking_back.KIND,
                run=taking_back.run,
                may=taking_back.may,
                title=taking_back.title,
                summary=taking_back.summary,
                links=taking_back.links,
                stages={taking_back.STAGE: _("Voiding the cases")},
            ),
            JobKind(
                code=redating.KIND,
                run=redating.run,
                may=redating.may,
                title=redating.title,
                summary=redating.summary,
                links=redating.links,
                stages={redating.STAGE: _("Re-dating the units")},
                can_cancel_in=frozenset({""}),
            ),
            JobKind(
                code=export.KIND,
                run=export.run,
                may=export.may,
                title=export.title,
                summary=export.summary,
                links=export.links,
                stages={export.STAGE: _("Writing the rows")},
                can_cancel_in=frozenset({"", export.STAGE}),
            ),
            JobKind(
                code=letters.KIND,
                run=letters.run,
                may=letters.may,
                title=letters.title,
                summary=letters.summary,
                links=letters.links,
                stages={letters.STAGE: _("Putting the letters together")},
                can_cancel_in=frozenset({"", letters.STAGE}),
            ),
        )
    }
)
