from __future__ import annotations

import pytest

from sync_server.catalog import queries
from tests.factories.server import in_catalog

pytestmark = pytest.mark.django_db


def test_a_version_is_found_by_the_item_that_facts_carry() -> None:
    in_catalog("one", version=2)
    found = queries.definition("a-module:2")
    assert found is not None
    assert str(found) == "A module (version 2)"


@pytest.mark.parametrize("item", ["a-module:1", "a-module", "a-module:x", "", ":", f"a-module:{2**40}", "b:2"])
def test_what_is_not_in_the_catalog_is_none(item: str) -> None:
    in_catalog("one", version=2)
    assert queries.definition(item) is None
