"""Addresses of public-records requests."""

from django.urls import path

from disclosure import views

app_name = "disclosure"
urlpatterns = [
    path("new/", views.request_new, name="request-new"),
    path("<int:pk>/received/", views.request_received, name="request-received"),
]
