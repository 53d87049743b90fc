"""Addresses of the desk."""

from django.urls import path, re_path

from desk.views import (
    appeals,
    board,
    cases,
    guide,
    home,
    imports,
    search,
    sessions,
    tokens,
    units,
)

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", sessions.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sessions.SignOut.as_view(), name="sign-out"),
    path("cases/", cases.cases, name="cases"),
    path("cases/<int:pk>/", cases.case, name="case"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("search/", search.search, name="search"),
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/<int:pk>/", appeals.appeal, name="appeal"),
    path("board-sessions/", board.board_sessions, name="board-sessions"),
    path("board-sessions/<int:pk>/", board.board_session, name="board-session"),
    path("import/", imports.upload, name="import"),
    path("import/report/<str:token>/", imports.report, name="import-report"),
    path("import/report/<str:token>/check/", imports.check, name="import-check"),
    path("import/report/<str:token>/commit/", imports.commit, name="import-commit"),
    re_path(
        r"^import/report/(?P<token>[\w-]+)/errors\.(?P<suffix>csv|xlsx)$",
        imports.findings,
        name="import-errors",
    ),
    path("import/runs/<int:pk>/", imports.run, name="import-run"),
    re_path(
        r"^import/template/(?P<kind>[a-z_]+)\.(?P<suffix>csv|xlsx)$",
        imports.template,
        name="import-template",
    ),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/<int:pk>/revoke/", tokens.revoke, name="token-revoke"),
    path("help/", guide.help_page, name="help"),
    path("accessibility/", guide.accessibility, name="accessibility"),
]
