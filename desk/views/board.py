"""The sessions of the advisory bodies."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from appeals.models import BoardSession
from desk.board_list import years_of
from desk.crumbs import crumbs
from desk.filters import BoardSessionFilter
from desk.permissions import can_see_agendas, can_see_board
from desk.today import today
from desk.views.asking import permitted


@require_safe
def board_sessions(request: HttpRequest) -> HttpResponse:
    """List the board sessions by fiscal year and body, with their numbers."""
    on = today()
    staff = permitted(request, can_see_board, on=on)
    narrowed = BoardSessionFilter(request.GET, _sessions())
    context: dict[str, object] = {"form": narrowed.form}
    if narrowed.form.is_valid():
        context |= {
            "years": years_of(narrowed.qs),
            "crumbs": crumbs(narrowed.form, request.GET),
            "shows_agenda": can_see_agendas(staff, on=on),
        }
    return render(request, "desk/board_sessions.html", context)


@require_safe
def board_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one sitting."""
    on = today()
    staff = permitted(request, can_see_board, on=on)
    found = get_object_or_404(_sessions(), pk=pk)
    context = {"session": found, "shows_agenda": can_see_agendas(staff, on=on)}
    return render(request, "desk/board_session.html", context)


def _sessions() -> QuerySet[BoardSession]:
    return BoardSession.objects.select_related("advisory_body")
