"""Every address of the staff site."""

from django.urls import include, path

urlpatterns = [
    path("", include("desk.urls")),
    path("annual/", include("annual.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
