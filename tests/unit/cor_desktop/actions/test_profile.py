"""What lies on disk of a name."""

from __future__ import annotations

from pathlib import Path

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.actions.register import RegistrationForm
from tests.factories.modules import a_module
from tests.fakes.server import FakeServer

FORM = RegistrationForm("Ana", "Bell", "ana@example.org", "four quiet words here")
MODULE = a_module("one", "two")


def test_no_name_email_or_token_lies_readable_on_disk(registered: Desk, server: FakeServer, tmp_path: Path) -> None:
    open_activity(registered, MODULE, "one")
    (token,) = server.tokens
    for path in (tmp_path / "desk").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for secret in (b"Ana", b"Bell", b"ana@example.org", token.encode(), FORM.password.encode()):
            assert secret not in content, path.name
