"""Rows of a spreadsheet come in: paste, look, take."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from casework.errors import CaseworkError
from casework.findings import finding_of
from casework.permissions import may
from desk.grid.cells import FIELDS, facts_of
from desk.grid.page import HEADINGS, GridErrors, Problem
from desk.grid.paste import CHANGED, NEW, Pasted, read_paste
from desk.grid.saving import in_order
from desk.grid.undo import remember
from desk.grid.words import columns
from desk.operations.save_records import (
    ChangedRecord,
    NewRecord,
    Saved,
    save_records,
)
from desk.views.asking import trail_of
from desk.views.records import Grid, open_grid

MOST_LETTERS = 1_000_000


class PasteForm(forms.Form):
    """Rows as a spreadsheet copies them."""

    text = forms.CharField(
        label=gettext_lazy("Rows of the spreadsheet"),
        help_text=gettext_lazy(
            "Copy the cells and paste them here, best with the line of headings."
        ),
        max_length=MOST_LETTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Please paste the rows of the spreadsheet.")
        },
    )
    fills_reasons = forms.BooleanField(
        label=gettext_lazy("Give rows without a reason the standard sentence"),
        required=False,
        initial=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def records_paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Take pasted rows: first a look at what they say, then the act."""
    grid = open_grid(request, pk)
    if not may(grid.staff, "add_records", grid.unit, on=grid.on):
        raise Http404
    form = PasteForm(request.POST if request.method == "POST" else None)
    pasted: Pasted | None = None
    if form.is_bound and form.is_valid():
        pasted = _read(grid, form)
        if pasted.refusal:
            form.add_error("text", pasted.refusal)
        elif pasted.is_clean and request.POST.get("act") == "take":
            try:
                return _taken(grid, _take(grid, pasted))
            except CaseworkError as error:
                form.add_error(None, str(error))
    return render(
        request,
        "desk/records_paste.html",
        {
            "unit": grid.unit,
            # a wrong row is an error of the page as much as an empty field
            "form": _with_errors(form, pasted),
            "paste": form,
            "pasted": pasted,
            "headings": [columns().by_key[name].label for name in FIELDS],
            "labels": {name: HEADINGS[name] for name in FIELDS},
            "trail": trail_of(
                grid.unit, _("Paste rows"), through=(_("Records"), grid.url)
            ),
        },
    )


def _with_errors(form: PasteForm, pasted: Pasted | None) -> PasteForm | GridErrors:
    """Return what the title and the summary of errors go by."""
    if form.errors or pasted is None or not pasted.errors:
        return form
    return GridErrors([Problem(error.message) for error in pasted.errors])


def _read(grid: Grid, form: PasteForm) -> Pasted:
    return read_paste(
        form.cleaned_data["text"],
        unit=grid.unit,
        records=in_order(grid.unit),
        rules=grid.rules,
        fills_reasons=form.cleaned_data["fills_reasons"],
    )


def _take(grid: Grid, pasted: Pasted) -> Saved:
    """Write the new and the changed rows in one go."""
    added = [
        NewRecord(facts=row.facts, finding=row.finding)
        for row in pasted.rows
        if row.state == NEW and row.facts
    ]
    changed = [
        ChangedRecord(
            record=row.record,
            version=row.record.version,
            facts=row.facts if row.facts != facts_of(row.record) else None,
            finding=row.finding if row.finding != finding_of(row.record) else None,
        )
        for row in pasted.rows
        if row.state == CHANGED and row.record
    ]
    before = {item.record.pk: finding_of(item.record) for item in changed}
    saved = save_records(
        unit=grid.unit,
        added=added,
        changed=changed,
        by=grid.staff,
        on=grid.on,
        at=now(),
    )
    remember(
        grid.request.session,
        grid.unit,
        label=_("The pasted rows"),
        before=before,
        decided=saved.decided,
    )
    return saved


def _taken(grid: Grid, saved: Saved) -> HttpResponse:
    touched = {record.pk for record in saved.amended + saved.decided}
    new = {record.pk for record in saved.added}
    sentence = ngettext(
        "%(new)s row was added, %(changed)s changed.",
        "%(new)s rows were added, %(changed)s changed.",
        len(new),
    )
    counts = {"new": len(new), "changed": len(touched - new)}
    messages.success(grid.request, sentence % counts)
    return redirect(grid.url)
