"""The queue: what waits, in the order it presses."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from annual.list_answer import List, list_answer
from casework.permissions import can_see_cases
from desk.batch import batch_acts_for
from desk.crumbs import crumbs
from desk.form_fields import KeysField
from desk.list_page import list_page, whole_list
from desk.models import ListName
from desk.operations.record_export import record_export
from desk.quick import EVERYTHING, conditions_of_queue, questions_of_queue
from desk.saved_views import default_of, kept, links, load_views
from desk.today import today
from desk.views.asking import permitted
from desk.views.exports import word_on_length
from desk.views.lists import asked_for
from disclosure.permissions import can_receive


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits; without a question, the view this person opens it with."""
    asked = asked_for(request, ListName.QUEUE)
    views = load_views(asked.staff, ListName.QUEUE, on=asked.on)
    default = default_of(views)
    if default is not None and not request.GET:
        return redirect(f"{reverse('desk:queue')}?{default.query}")
    form = asked.narrowed.form
    context: dict[str, object] = {"form": form, "sort": asked.sort}
    if form.is_valid():
        counted = conditions_of_queue(asked.staff, on=asked.on)
        found = list_page(request.GET, asked, counted=counted)
        context |= {
            "found": found,
            "rows": found.rows,
            "columns": found.columns,
            "quick": questions_of_queue(request.GET, found.counts),
            "crumbs": crumbs(form, request.GET, otherwise=EVERYTHING),
            "views": links(views, request.GET),
            "kept": kept(request.GET),
            "files": reverse("desk:queue-file", args=["csv"]).removesuffix(".csv"),
            "can_receive": can_receive(asked.staff, on=asked.on),
            "batch_acts": batch_acts_for(asked.staff, on=asked.on),
        }
    return render(request, "desk/queue.html", context)


@require_POST
def selection(request: HttpRequest) -> HttpResponse:
    """Go on to the list of the rows that were picked: to print or to keep."""
    permitted(request, can_see_cases, on=today())
    keys = KeysField(required=False).clean(request.POST.getlist("unit")) or []
    query = urlencode([("unit", key) for key in keys]) or EVERYTHING
    return redirect(f"{reverse('desk:queue')}?{query}")


@require_safe
def queue_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Send the queue as it is narrowed."""
    return _file(request, ListName.QUEUE, suffix)


@require_safe
def cases_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Send the list of cases as it is narrowed."""
    return _file(request, ListName.CASES, suffix)


def _file(request: HttpRequest, list_name: ListName, suffix: str) -> HttpResponseBase:
    asked = asked_for(request, list_name)
    if not asked.narrowed.form.is_valid():
        # the page says what is wrong with the address
        return redirect(f"{reverse(f'desk:{list_name}')}?{request.GET.urlencode()}")

    long = word_on_length(request, asked, suffix)
    if long is not None:
        return long

    def load() -> List:
        return whole_list(asked)

    stem = f"{list_name}_{asked.on.isoformat()}"
    answer = list_answer(request, stem=stem, suffix=suffix, load=load)
    # a page that names unwritable characters is no file yet
    if answer.streaming and request.method == "GET":
        record_export(
            list_name=list_name,
            suffix=suffix,
            query=request.GET.urlencode(),
            by=asked.staff,
            at=timezone.now(),
        )
    return answer
