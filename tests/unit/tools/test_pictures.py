from __future__ import annotations

import ast
from pathlib import Path

import pytest

pytest.importorskip("PySide6")

from cor_desktop.ui import pages
from tools.pictures import COMPLETION, ENTRANCE, LOCK, ROOMS


def built() -> set[str]:
    """Every page that `build_page` knows: what its `case`s name, and the ways in."""
    tree = ast.parse(Path(pages.__file__).read_text("utf-8"))
    cases = [node.pattern for node in ast.walk(tree) if isinstance(node, ast.match_case)]
    named = {node.value for case in cases for node in ast.walk(case) if isinstance(node, ast.Constant)}
    return {str(name) for name in named} | pages._WAYS_IN


def test_every_page_has_its_picture() -> None:
    assert {*ENTRANCE, *ROOMS, COMPLETION, LOCK, "module"} == built()
