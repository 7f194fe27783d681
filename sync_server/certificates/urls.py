"""The check page's addresses."""

from django.urls import path

from sync_server.certificates import pages

urlpatterns = [
    path("verify/", pages.verify, name="verify"),
    path("verify/<str:number>", pages.verify, name="verify-number"),
]
