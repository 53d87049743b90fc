"""Addresses of the annual tables."""

from django.urls import path

from annual import views

app_name = "annual"
urlpatterns = [
    path("", views.years, name="years"),
    path("<int:fiscal_year>/", views.year, name="year"),
    path("<int:fiscal_year>/figures/", views.figures, name="figures"),
    path("<int:fiscal_year>/months/", views.months, name="months"),
    path(
        "<int:fiscal_year>/months/<str:kind>/<str:month>/<str:measure>/",
        views.month_cell,
        name="month-cell",
    ),
    path("<int:fiscal_year>/files/<str:name>", views.file, name="file"),
    path(
        "<int:fiscal_year>/<str:table>/<str:row>/<str:column>/",
        views.cell,
        name="cell",
    ),
    path(
        "<int:fiscal_year>/<str:table>/<str:row>/<str:column>/list.<str:suffix>",
        views.cell_file,
        name="cell-file",
    ),
]
