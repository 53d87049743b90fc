"""A file of a case, handed out to whoever may have it, bytes unchanged."""

from http import HTTPStatus

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from casework.attachment_files import FileDamaged, attachment_store
from casework.models import Unit
from casework.permissions import can_see_cases, fields_of
from desk.today import today
from desk.unit_work import attachments_of
from desk.views.asking import permitted


@require_safe
def attachment(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """Hand out a file to keep; one whose bytes have changed is not handed out."""
    on = today()
    staff = permitted(request, can_see_cases, on=on)
    units = Unit.objects.visible_to(staff, on=on).select_related("case")
    unit = get_object_or_404(units, pk=pk)
    files = attachments_of(unit, fields_of(staff, unit, on=on))
    found = next((one for one in files if one.pk == file), None)
    if found is None or found.removed_on:
        raise Http404
    try:
        content = attachment_store().open(found.path, sha256=found.sha256)
    except FileDamaged as error:
        context = {"unit": unit, "file": found, "says": str(error)}
        return render(
            request, "desk/file_damaged.html", context, status=HTTPStatus.CONFLICT
        )
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
