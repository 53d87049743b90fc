"""The decision grid: look, type, apply, paste, undo, remove."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.acts import ACTS
from casework.errors import CaseworkError
from casework.models import Record, Unit
from casework.operations.decide_record import decide_record
from casework.operations.remove_record import remove_record
from casework.permissions import may
from casework.versions import Stale
from desk.grid.apply import Rules
from desk.grid.bar import PREFIX, BarForm
from desk.grid.buttons import apply_bar, copy_from_above, use_past_reason
from desk.grid.lines import record_lines
from desk.grid.page import (
    GridErrors,
    Problem,
    Typed,
    blank_rows,
    gap_links,
    grid_rows,
    ground_legend,
    problems_of,
    sums_of,
)
from desk.grid.posting import Posted, read_post
from desk.grid.reasons import past_reasons
from desk.grid.saving import Done, in_order, save_grid
from desk.grid.undo import forget_last, last_step, remember
from desk.grid.words import first_words, outcome_choices
from desk.permissions import can_read_records, can_see_cases
from desk.today import today
from desk.views.asking import permitted, trail_of
from offices.models import Staff
from ordinances.loading import pack as load_pack

# below the 1,000 fields a form may bring
ROWS_PER_PAGE = 60
TO_THE_BAR = f"#id_{PREFIX}-rows"
TWO = 2


@dataclass(slots=True)
class Grid:
    """Who looks at whose records, on which day."""

    request: HttpRequest
    staff: Staff
    unit: Unit
    on: date

    @property
    def rules(self) -> Rules:
        """The regime and the day."""
        return Rules(load_pack(self.unit.regime), self.on)

    @property
    def can_write(self) -> bool:
        """Tell whether rows can be typed into by this person, as the unit stands."""
        rule = ACTS["decide_record"]
        is_open = not self.unit.voided and self.unit.phase in rule.phases
        return is_open and may(self.staff, rule.code, self.unit, on=self.on)

    @property
    def url(self) -> str:
        """Where the grid is."""
        return reverse("desk:records", kwargs={"pk": self.unit.pk})


@require_http_methods(["GET", "HEAD", "POST"])
def records(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the records of a unit; take what was typed, applied or undone."""
    grid = open_grid(request, pk)
    if request.method != "POST":
        return _show(grid, in_order(grid.unit))
    if not may(grid.staff, "decide_record", grid.unit, on=grid.on):
        raise Http404
    if request.POST.get("act") == "undo":
        return _undo(grid)
    return _take(grid)


@require_http_methods(["GET", "HEAD", "POST"])
def record_remove(request: HttpRequest, pk: int, record_pk: int) -> HttpResponse:
    """Ask once more, then remove a record."""
    grid = open_grid(request, pk)
    found = get_object_or_404(Record, pk=record_pk, unit=grid.unit)
    if not may(grid.staff, "remove_record", grid.unit, on=grid.on):
        raise Http404
    here = _("Remove a record")
    context: dict[str, object] = {
        "unit": grid.unit,
        "record": found,
        "trail": trail_of(grid.unit, here, through=(_("Records"), grid.url)),
    }
    if request.method == "POST":
        sent = request.POST.get("version", "")
        try:
            remove_record(
                record=found,
                version=int(sent) if sent.isdecimal() else None,
                by=grid.staff,
                on=grid.on,
                at=now(),
            )
        except CaseworkError as error:
            context["form"] = GridErrors([Problem(str(error))])
            found.refresh_from_db()
        else:
            title = {"title": found.title}
            messages.success(request, _("“%(title)s” was removed.") % title)
            return redirect(grid.url)
    return render(request, "desk/record_remove.html", context)


def open_grid(request: HttpRequest, pk: int) -> Grid:
    """Return the unit whose records this person may read.

    Raises:
        Http404: There is none for this person.
    """
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    units = Unit.objects.visible_to(staff, on=on).select_related(
        "case", "organ", "division"
    )
    unit = get_object_or_404(units, pk=pk)
    if not can_read_records(staff, unit, on=on):
        raise Http404
    return Grid(request, staff, unit, on)


def _take(grid: Grid) -> HttpResponse:
    """Do what the button says and save every row that can be saved."""
    rows, rules, post = in_order(grid.unit), grid.rules, grid.request.POST
    posted = read_post(post, rows, rules)
    form = _bar(grid, rows, sent=True)
    label = _press(grid, posted, form, rows)
    only = _number(posted.act, "row")
    try:
        done = save_grid(
            posted, grid.unit, only=only, by=grid.staff, on=grid.on, at=now()
        )
    except Stale:
        # somebody was faster by a moment: read again, and show both
        rows = in_order(grid.unit)
        posted = read_post(post, rows, rules)
        return _again(grid, posted, Done(None, {}, posted.rows), form)
    except CaseworkError as error:
        form.add_error(None, str(error))
        return _again(grid, posted, Done(None, {}, posted.rows), form)
    if done.saved is not None:
        _note(grid, done, label)
    if done.left or posted.new or posted.gone or form.errors:
        return _again(grid, posted, done, form)
    return redirect(_address(grid, posted, label))


def _press(grid: Grid, posted: Posted, form: BarForm, rows: list[Record]) -> str:
    """Let the pressed button change the rows; return what it did, in words."""
    copied, used = _number(posted.act, "copy"), _numbers(posted.act, "use")
    if copied is not None:
        return copy_from_above(posted, copied, rows, grid.rules)
    if used is not None:
        past = past_reasons(grid.unit, rows, staff=grid.staff, on=grid.on)
        return use_past_reason(posted, *used, past, grid.rules)
    if _number(posted.act, "row") is not None:
        form.is_valid()
        return ""
    return apply_bar(posted, form, rows, grid.rules)


def _note(grid: Grid, done: Done, label: str) -> None:
    """Keep the step for undoing, and say what was saved."""
    if done.saved is None:
        return
    remember(
        grid.request.session,
        grid.unit,
        label=label or done.message,
        before=done.before,
        decided=done.saved.decided,
    )
    if done.saved.added and grid.unit.phase == "received":
        grid.unit.refresh_from_db()
    messages.success(grid.request, done.message)


def _undo(grid: Grid) -> HttpResponse:
    """Give the rows of the last act back what was decided about them before.

    What stands typed in the grid and is not saved stays there.
    """
    step = last_step(grid.request.session, grid.unit)
    if step is None:
        messages.info(grid.request, _("There is nothing to undo."))
        return _as_typed(grid)
    forget_last(grid.request.session, grid.unit)
    try:
        decide_record(
            unit=grid.unit, choices=step.choices, by=grid.staff, on=grid.on, at=now()
        )
    except CaseworkError as error:
        sentence = _("It cannot be undone any more. %(because)s")
        messages.error(grid.request, sentence % {"because": error})
    else:
        sentence = _("Undone: %(what)s. The rows say what they said before.")
        messages.success(grid.request, sentence % {"what": step.label})
    return _as_typed(grid)


def _as_typed(grid: Grid) -> HttpResponse:
    """Go back to the grid, with what was typed and not saved where there is any."""
    rows = in_order(grid.unit)
    posted = read_post(grid.request.POST, rows, grid.rules)
    done = Done(None, {}, posted.rows)
    if posted.new or any(row.is_touched for row in posted.rows.values()):
        return _again(grid, posted, done, _bar(grid, rows))
    return redirect(grid.url + TO_THE_BAR)


def _again(grid: Grid, posted: Posted, done: Done, form: BarForm) -> HttpResponse:
    """Show the grid with everything that was typed and is not stored."""
    rows = in_order(grid.unit)
    left = {
        key: row
        for key, row in done.left.items()
        if row.facts or row.finding or row.errors
    }
    typed = Typed(left, posted.new, posted.picked)
    problems = [Problem(str(text)) for text in form.non_field_errors()]
    problems += [
        Problem(str(text), form[name].id_for_label)
        for name in form.fields
        for text in form[name].errors
    ]
    problems += [
        Problem(
            _("“%(title)s” was removed by somebody else; what you typed is not kept.")
            % {"title": title}
        )
        for title in posted.gone
    ]
    problems += problems_of(typed)
    return _show(grid, rows, typed=typed, form=form, problems=problems)


def _show(
    grid: Grid,
    rows: list[Record],
    *,
    typed: Typed | None = None,
    form: BarForm | None = None,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    typed, rules = typed or Typed(), grid.rules
    page = Paginator(rows, ROWS_PER_PAGE).get_page(grid.request.GET.get("page"))
    gaps, n_undecided = gap_links(rows), sum(not record.outcome for record in rows)
    context: dict[str, object] = {
        "unit": grid.unit,
        "page": page,
        "n_records": len(rows),
        "sums": sums_of(rows, grid.unit, grid.on),
        "gaps": gaps,
        "n_undecided": n_undecided,
        "is_complete": bool(rows) and not gaps and not n_undecided,
        "trail": trail_of(grid.unit, _("Records")),
        "outcomes": outcome_choices(grid.unit, grid.on),
        "third_parties": list(first_words("third_party").items()),
        "can_write": grid.can_write,
        "form": GridErrors(problems or []),
    }
    context["why_not"] = "" if grid.can_write else str(ACTS["decide_record"].gone)
    if grid.can_write:
        past = past_reasons(grid.unit, page.object_list, staff=grid.staff, on=grid.on)
        context |= {
            "bar": form or _bar(grid, rows),
            "blank": blank_rows(typed.new),
            "legend": ground_legend(rules),
            "absences": list(first_words("absence_kind").values()),
            "step": last_step(grid.request.session, grid.unit),
            "last": max((record.position for record in rows), default=0),
        }
        context["rows"] = grid_rows(page, typed=typed, past=past, rules=rules)
    else:
        context["lines"] = record_lines(grid.unit, page.object_list, rules)
    return render(grid.request, "desk/grid.html", context)


def _bar(grid: Grid, rows: list[Record], *, sent: bool = False) -> BarForm:
    return BarForm(
        grid.request.POST if sent else None,
        unit=grid.unit,
        rules=grid.rules,
        there=[record.position for record in rows],
    )


def _address(grid: Grid, posted: Posted, label: str) -> str:
    """Return where to go on: to the row that was acted on, else to the bar."""
    page = grid.request.GET.get("page", "")
    query = f"?page={page}" if page.isdecimal() else ""
    acted = _number(posted.act, "copy")
    if acted is None and (used := _numbers(posted.act, "use")):
        acted = used[0]
    if acted is None:
        acted = _number(posted.act, "row")
    if acted is not None:
        return f"{grid.url}{query}#r{acted}-outcome"
    return f"{grid.url}{query}{TO_THE_BAR if label else ''}"


def _number(act: str, verb: str) -> int | None:
    name, _dash, key = act.partition("-")
    return int(key) if name == verb and key.isdecimal() else None


def _numbers(act: str, verb: str) -> tuple[int, int] | None:
    name, *keys = act.split("-")
    if name == verb and len(keys) == TWO and all(key.isdecimal() for key in keys):
        return int(keys[0]), int(keys[1])
    return None
