"""Every address of the staff site."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from config.watch import views

urlpatterns = [
    path("", include("desk.urls")),
    path("requests/", include("disclosure.urls")),
    path("annual/", include("annual.urls")),
    path("api/v1/", include("config.api")),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
    # the sign-in page, too, is read in either language
    path("language/", login_not_required(set_language), name="set_language"),
]
