"""The address of the policy."""

from django.urls import path

from sync_server.policies import pages

urlpatterns = [path("", pages.policy, name="policy")]
