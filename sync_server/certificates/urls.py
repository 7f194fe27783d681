"""The addresses of the pages for everybody."""

from django.urls import path

from sync_server.certificates import pages

urlpatterns = [
    path("", pages.landing, name="landing"),
    path("verify/", pages.verify, name="verify"),
    path("verify/<str:number>", pages.verify, name="verify-number"),
]
