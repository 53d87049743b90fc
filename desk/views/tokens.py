"""A person's own tokens for programs: make one, see them, revoke one."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from desk.today import today
from desk.token_form import TokenForm
from desk.views.asking import staff_of
from offices.models import AccessToken, Staff
from offices.operations.create_access_token import (
    CannotCreateAccessToken,
    NewToken,
    create_access_token,
)
from offices.operations.revoke_access_token import revoke_access_token


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List the person's tokens; make one, whose secret this answer alone shows."""
    staff = staff_of(request)
    form = TokenForm(request.POST if request.method == "POST" else None)
    new = None
    if form.is_bound and form.is_valid():
        new = _make(form, staff)
    if new is not None:
        form = TokenForm()
    context = {
        "form": form,
        "new": new,
        "today": today(),
        "tokens": _own(staff).filter(revoked_at__isnull=True).order_by("pk"),
    }
    return render(request, "desk/tokens.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of the person's own tokens."""
    staff = staff_of(request)
    token = get_object_or_404(_own(staff), pk=pk)
    revoke_access_token(token=token, by=staff, at=now())
    messages.success(
        request, _("“%(name)s” was revoked. It opens nothing.") % {"name": token.name}
    )
    return redirect("desk:tokens")


def _own(staff: Staff) -> QuerySet[AccessToken]:
    return AccessToken.objects.filter(staff=staff)


def _make(form: TokenForm, staff: Staff) -> NewToken | None:
    """Make the token; a refusal goes back into the form."""
    try:
        return create_access_token(
            name=form.cleaned_data["name"],
            expires_on=form.expires_on(today()),
            by=staff,
            at=now(),
        )
    except CannotCreateAccessToken as error:
        form.add_error("name", str(error))
        return None
