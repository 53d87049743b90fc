"""Every address of `/api/v1/`."""

from django.urls import path, re_path

from desk.acts import ACT_PAGES
from desk.api import document  # noqa: F401 - tells the schema how one signs in
from desk.api.acts import ActsOfAUnit, act_view
from desk.api.annual_tables import AnnualTables, TablesOfAYear
from desk.api.appeals import Appeals, OneAppeal
from desk.api.at_once import DiscloseAtOnce
from desk.api.board_sessions import BoardSessions, OneBoardSession
from desk.api.cases import Cases, OneCase
from desk.api.figures import Figures
from desk.api.letters import Letters
from desk.api.nothing import Nothing
from desk.api.openapi import Document
from desk.api.record_acts import (
    AddRecords,
    AmendRecord,
    DecideRecords,
    RemoveRecord,
)
from desk.api.records import Records
from desk.api.requests import Requests
from desk.api.units import OneUnit, Units

app_name = "api"
urlpatterns = [
    path("cases/", Cases.as_view(), name="cases"),
    path("cases/<int:pk>/", OneCase.as_view(), name="case"),
    path("requests/", Requests.as_view(), name="requests"),
    path("units/", Units.as_view(), name="units"),
    path("units/<int:pk>/", OneUnit.as_view(), name="unit"),
    path("units/<int:pk>/acts/", ActsOfAUnit.as_view(), name="acts"),
    path("units/<int:pk>/add_records/", AddRecords.as_view(), name="add-records"),
    path(
        "units/<int:pk>/decide_record/", DecideRecords.as_view(), name="decide-record"
    ),
    path(
        "units/<int:pk>/disclose_at_once/",
        DiscloseAtOnce.as_view(),
        name="disclose-at-once",
    ),
    path("records/<int:pk>/amend_record/", AmendRecord.as_view(), name="amend-record"),
    path(
        "records/<int:pk>/remove_record/", RemoveRecord.as_view(), name="remove-record"
    ),
    *(
        path(f"units/<int:pk>/{act.code}/", act_view(act), name="act")
        for act in ACT_PAGES.values()
    ),
    path("units/<int:pk>/letters/", Letters.as_view(), name="letters"),
    path("units/<int:pk>/records/", Records.as_view(), name="records"),
    path("appeals/", Appeals.as_view(), name="appeals"),
    path("appeals/<int:pk>/", OneAppeal.as_view(), name="appeal"),
    path("board-sessions/", BoardSessions.as_view(), name="board-sessions"),
    path("board-sessions/<int:pk>/", OneBoardSession.as_view(), name="board-session"),
    path("figures/", Figures.as_view(), name="figures"),
    path("annual-tables/", AnnualTables.as_view(), name="annual-tables"),
    path(
        "annual-tables/<int:fiscal_year>/",
        TablesOfAYear.as_view(),
        name="annual-tables-of-year",
    ),
    path("openapi.json", Document.as_view(), name="openapi"),
    # what is not there answers in JSON, too
    re_path(r"^.*$", Nothing.as_view(), name="nothing"),
]
