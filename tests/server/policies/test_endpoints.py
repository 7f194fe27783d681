from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from sync_server.policies.models import PolicyVersion
from sync_server.policies.text import shipped


@pytest.mark.django_db
def test_anybody_can_read_the_newest_policy(client: Client) -> None:
    said = client.get("/api/v1/policy").json()
    published = datetime.fromisoformat(said.pop("published"))
    title, text = shipped(1)
    assert said == {"version": 1, "title": title, "text": text, "language": "en"}
    assert published.tzinfo is not None
    PolicyVersion.objects.create(version=2, title="Second", text="New.\n")
    assert client.get("/api/v1/policy").json()["version"] == 2
