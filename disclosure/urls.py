"""Addresses of public-records requests."""

from django.urls import path

from disclosure import views
from disclosure.guidance import views as guidance

app_name = "disclosure"
urlpatterns = [
    path("new/", views.request_new, name="request-new"),
    path("address/", views.address, name="address"),
    path("guidance/", guidance.guidance, name="guidance"),
    path("guidance/new/", guidance.guidance_new, name="guidance-new"),
    path("units/<int:pk>/at-once/", views.at_once, name="at-once"),
    path("<int:pk>/received/", views.request_received, name="request-received"),
]
