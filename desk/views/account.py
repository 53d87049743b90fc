"""One's own account: roles, absences, password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from desk.staff.new import PasswordForm
from desk.staff.page import grant_lines
from desk.today import today
from desk.views.asking import staff_of
from offices.models import Staff
from offices.operations.change_password import CannotChangePassword, change_password
from offices.queries import acting_for


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Show who is signed in with what rights; change the password."""
    staff, on = staff_of(request), today()
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _changed(request, form, staff):
        messages.success(
            request,
            _(
                "Your password was changed. Wherever else you were signed in, you are "
                "signed out."
            ),
        )
        return redirect("desk:home")
    context = {
        "form": form,
        "staff": staff,
        "grants": grant_lines(staff, on=on),
        "absences": staff.absences.select_related("deputy").order_by("-absent_from"),
        "acting_for": acting_for(staff, on=on),
    }
    return render(request, "desk/account.html", context)


def _changed(request: HttpRequest, form: PasswordForm, staff: Staff) -> bool:
    """Change the password and keep this session; a refusal goes into the form."""
    values = form.cleaned_data
    try:
        fresh = change_password(
            old=values["old"], new=values["new"], by=staff, at=timezone.now()
        )
    except CannotChangePassword as error:
        form.add_error(error.field, str(error))
        return False
    update_session_auth_hash(request, fresh)
    return True
