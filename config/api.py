"""Every address of `/api/v1/`."""

from django.urls import path, re_path

from desk.api.nothing import Nothing
from desk.api.units import Units

app_name = "api"
urlpatterns = [
    path("units/", Units.as_view(), name="units"),
    # what is not there answers in JSON, too
    re_path(r"^.*$", Nothing.as_view(), name="nothing"),
]
