"""What a person sets for lists, and the views kept under a name."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.permissions import can_see_cases
from desk.columns import ALWAYS, OF_QUEUE
from desk.facets import divisions_of
from desk.operations.change_view import change_view
from desk.operations.keep_preferences import keep_preferences
from desk.operations.remove_view import remove_view
from desk.operations.save_view import CannotSaveView, save_view
from desk.preference_forms import ChangeViewForm, PreferenceForm, ViewForm
from desk.preferences import standing
from desk.saved_views import kept, views_for
from desk.today import today
from desk.views.asking import permitted
from offices.models import Division, Staff

PAGE = ["GET", "HEAD", "POST"]


@require_http_methods(PAGE)
def preferences(request: HttpRequest) -> HttpResponse:
    """Set rows, columns and keys of the lists."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    if request.method == "POST":
        form = PreferenceForm(request.POST)
        if form.is_valid():
            chosen = form.cleaned_data
            chosen["columns"] = [*ALWAYS, *chosen["columns"]]
            keep_preferences(by=staff, **chosen)
            messages.success(request, _("The settings were kept."))
            return redirect("desk:queue")
    else:
        form = PreferenceForm(initial=_current(staff))
    views = views_for(staff, on=on).order_by("list_name", "name", "pk")
    context = {"form": form, "views": views}
    return render(request, "desk/preferences.html", context)


@require_http_methods(PAGE)
def view_new(request: HttpRequest) -> HttpResponse:
    """Keep the list as it is narrowed now."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    divisions = Division.objects.filter(pk__in=divisions_of(staff, on=on))
    if request.method == "POST":
        form = ViewForm(request.POST, divisions=divisions)
        if form.is_valid() and _save(form, staff):
            messages.success(request, _("The view was kept."))
            query = form.cleaned_data["query"]
            return redirect(f"{_list_of(form.cleaned_data['list_name'])}?{query}")
    else:
        form = ViewForm(initial=_asked(request), divisions=divisions)
    return render(request, "desk/view_new.html", {"form": form})


@require_http_methods(PAGE)
def view(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a view, or let its list open with it."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    found = get_object_or_404(views_for(staff, on=on), pk=pk)
    if request.method == "POST":
        form = ChangeViewForm(request.POST)
        if form.is_valid():
            try:
                change_view(view=found, **form.cleaned_data, by=staff, on=on)
            except CannotSaveView as refusal:
                form.add_error("name", str(refusal))
            else:
                messages.success(request, _("The view was changed."))
                return redirect("desk:preferences")
    else:
        form = ChangeViewForm(
            initial={"name": found.name, "is_default": found.is_default}
        )
    return render(request, "desk/view.html", {"form": form, "view": found})


@require_http_methods(PAGE)
def view_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a view is to go, and remove it."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    found = get_object_or_404(views_for(staff, on=on), pk=pk)
    if request.method != "POST":
        return render(request, "desk/view_remove.html", {"view": found})
    remove_view(view=found, by=staff, on=on)
    messages.success(
        request, _("The view “%(name)s” was removed.") % {"name": found.name}
    )
    return redirect("desk:preferences")


def _current(staff: Staff) -> dict[str, object]:
    found, _counts = standing(staff, {})
    return {
        "page_size": found.page_size,
        "columns": found.columns or OF_QUEUE,
        "has_keys": found.has_keys,
    }


def _asked(request: HttpRequest) -> dict[str, object]:
    """Take the address of a list over into the form."""
    query = request.GET.copy()
    list_name = (query.pop("list", None) or ["queue"])[-1]
    return {"list_name": list_name, "query": kept(query)}


def _save(form: ViewForm, staff: Staff) -> bool:
    """Save what was typed; a refusal goes back into the form."""
    try:
        save_view(**form.cleaned_data, by=staff, on=today())
    except CannotSaveView as refusal:
        form.add_error("name", str(refusal))
        return False
    return True


def _list_of(list_name: str) -> str:
    return reverse(f"desk:{list_name}")
