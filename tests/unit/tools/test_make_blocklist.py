"""The list of common long passwords can be made again."""

from __future__ import annotations

import zlib

from cor_protocol.password_lists import key, long_passwords
from tools.make_blocklist import LIST, collect


def test_the_list_that_is_kept_is_what_its_sources_give() -> None:
    entries, _ = collect()
    assert tuple(entries) == long_passwords()
    assert zlib.decompress(LIST.read_bytes()).decode("utf-8") == "\n".join(entries)


def test_the_readme_tells_what_each_source_brought() -> None:
    entries, brought = collect()
    readme = LIST.with_name("README.md").read_text("utf-8")
    assert [name for name, count in brought.items() if f"| {count:,} |" not in readme] == []
    assert f"{len(entries):,} passwords" in readme


def test_each_entry_is_compared_differently() -> None:
    entries, _ = collect()
    assert len({key(entry) for entry in entries}) == len(entries)
