from __future__ import annotations

from sync_server.catalog.models import ModuleVersion


def test_a_version_knows_its_item_and_what_it_requires() -> None:
    row = ModuleVersion(
        key="a-module", version=3, activities=[["a-module:one", "One", True], ["a-module:x", "X", False]]
    )
    assert (row.item, row.required) == ("a-module:3", ["a-module:one"])
