from __future__ import annotations

import pytest
from django.template import Context, Template

from sync_server.policies.models import PolicyVersion

pytestmark = pytest.mark.django_db


def test_a_page_asks_for_the_newest_version() -> None:
    PolicyVersion.objects.create(version=7, title="A policy", text="We keep little.")
    assert Template("{% load newest_policy %}{% newest_policy %}").render(Context()) == "7"
