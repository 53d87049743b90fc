"""Board sessions grouped as they are counted: by fiscal year and body."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from appeals.models import AdvisoryBody, BoardSession


@dataclass(frozen=True, slots=True)
class BodyYear:
    """The sittings of one body in one fiscal year, oldest first."""

    fiscal_year: int
    body: AdvisoryBody
    sessions: list[BoardSession]

    @property
    def caption_id(self) -> str:
        """Return a name for the caption that occurs once on the page."""
        return f"sessions-{self.fiscal_year}-{self.body.code}"


def years_of(sessions: QuerySet[BoardSession]) -> list[BodyYear]:
    """Group sittings by fiscal year, the latest first, and by body."""
    ordered = sessions.order_by("-fiscal_year", "advisory_body", "number")
    return list(_groups(ordered))


def _groups(sessions: Iterable[BoardSession]) -> Iterable[BodyYear]:
    for (fiscal_year, _body), found in groupby(
        sessions, key=lambda session: (session.fiscal_year, session.advisory_body_id)
    ):
        group = list(found)
        yield BodyYear(fiscal_year, group[0].advisory_body, group)
