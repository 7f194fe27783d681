from __future__ import annotations

import pytest

from sync_server.catalog.models import ModuleVersion
from tests.factories.server import in_catalog
from tests.factories.staff import an_administrator, signed_in, text

pytestmark = pytest.mark.django_db


def test_a_module_version_shows_what_completes_it() -> None:
    in_catalog("one", "two")
    address = f"/admin/catalog/moduleversion/{ModuleVersion.objects.get().pk}/change/"
    page = text(signed_in(an_administrator()), address)
    assert "a-module:two" in page and "required" in page


def test_the_list_of_modules_shows_their_contact_hours() -> None:
    in_catalog()
    assert "Relationships: 0.5" in text(signed_in(an_administrator()), "/admin/catalog/moduleversion/")
