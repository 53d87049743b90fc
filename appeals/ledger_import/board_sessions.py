"""The ledger of board sessions: sittings of the review board and the council."""

import re
from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.db.models import Model
from django.utils.translation import gettext as _

from appeals.models import AdvisoryBody, BoardSession
from audit import trail
from audit.trail import Draft
from casework.ledger.cells import RowCells
from casework.ledger.columns import Words, fold, load_columns
from casework.models import ImportRun
from casework.operations.import_records import RecordLedger, RecordRow
from casework.operations.import_run import Task
from casework.wording import day
from ordinances.fiscal_years import fiscal_year_label, fiscal_year_of
from ordinances.schema import Municipality

# many bodies number on through the years; a year in this column is a slip
MOST_SESSIONS = 999
MOST_MEMBERS = 200

_ORDINAL = re.compile(r"第?(\d+)回?")


class BoardSessionLedger(RecordLedger):
    """Reads rows of the ledger of board sessions."""

    columns = load_columns(Path(__file__).parent / "board_sessions.yaml")

    def __init__(self, municipality: Municipality) -> None:
        self._bodies = {body.code: body for body in AdvisoryBody.objects.all()}
        self._words = Words(
            (body.code, (body.name_ja, *body.synonyms, body.name_en))
            for body in municipality.advisory_bodies
        )

    def read(self, row: RowCells, *, task: Task) -> RecordRow | None:
        """Return a row as a board session, None when it has an error."""
        if not row.is_sound():
            return None
        body = self._body(row)
        number = _number(row)
        held_on = _held_on(row, task.on)
        n_present = row.count("n_present", most=MOST_MEMBERS)
        agenda = row.text("agenda")
        if body is None or number is None or held_on is None or not row.is_sound():
            return None
        fiscal_year = fiscal_year_of(held_on)
        return RecordRow(
            line=row.line,
            raw=row.raw,
            key=(body.pk, fiscal_year, number),
            name=_name(body, fiscal_year, number),
            texts={
                "held_on": held_on.isoformat(),
                "n_present": "" if n_present is None else str(n_present),
                "agenda": agenda,
            },
            values={
                "advisory_body": body,
                "number": number,
                "held_on": held_on,
                "fiscal_year": fiscal_year,
                "n_present": n_present,
                "agenda": agenda,
            },
        )

    def stored(self, keys: Collection[Hashable]) -> Mapping[Hashable, BoardSession]:
        """Return the stored sittings of the same body, year and number."""
        sessions = BoardSession.objects.all()
        found = {(s.advisory_body_id, s.fiscal_year, s.number): s for s in sessions}
        return {key: session for key, session in found.items() if key in keys}

    def texts(self, instance: Model) -> Mapping[str, str]:
        """Return a stored sitting by column key."""
        if not isinstance(instance, BoardSession):
            raise TypeError(instance)
        present = instance.n_present
        return {
            "held_on": instance.held_on.isoformat(),
            "n_present": "" if present is None else str(present),
            "agenda": instance.agenda,
        }

    def write(
        self, rows: Sequence[RecordRow], *, run: ImportRun, task: Task
    ) -> Sequence[str]:
        """Write sittings and their trail; a changed one keeps its row."""
        stored = self.stored({row.key for row in rows})
        subjects, drafts = [], []
        for row in rows:
            act = "amend" if row.key in stored else "record_board_session"
            session = stored.get(row.key) or BoardSession()
            for field, value in row.values.items():
                setattr(session, field, value)
            session.import_run = run
            session.save()
            subject = f"board_session:{session.pk}"
            facts = {"held_on": session.held_on.isoformat(), "number": session.number}
            drafts.append(Draft(subject, act, subject, facts))
            subjects.append(subject)
        trail.record_many(drafts, by=task.by, at=task.at)
        return subjects

    def _body(self, row: RowCells) -> AdvisoryBody | None:
        text = row.required("body")
        code = row.code("body", self._words) if text else None
        if code is None:
            return None
        body = self._bodies.get(code)
        if body is None:
            row.error(
                "body",
                _("The advisory body “%(name)s” is not set up in this office.")
                % {"name": text},
                _("Run `manage.py prepare_office` first."),
            )
        return body


def _number(row: RowCells) -> int | None:
    text = row.required("number")
    if not text:
        return None
    found = _ORDINAL.fullmatch(fold(text))
    if found and 1 <= int(found[1]) <= MOST_SESSIONS:
        return int(found[1])
    row.error(
        "number",
        _("“%(value)s” is not the number of a sitting.") % {"value": text},
        _("Write it like 3 or 第3回."),
    )
    return None


def _held_on(row: RowCells, today: date) -> date | None:
    if not row.required("held_on"):
        return None
    held_on = row.day("held_on", not_after=today)
    if held_on is not None and held_on > today:
        row.error(
            "held_on",
            _("The day %(on)s has not come yet.") % {"on": day(held_on)},
            _("Check the year."),
        )
        return None
    return held_on


def _name(body: AdvisoryBody, fiscal_year: int, number: int) -> str:
    return f"{fiscal_year_label(fiscal_year, 'half')} {body.name} 第{number}回"
