"""Staff who sign in to the web pages are written to the audit."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in

from sync_server.audit import domain as audit


def connect() -> None:
    """Listen to Django's sign-in signal."""
    user_logged_in.connect(_record_sign_in, dispatch_uid="accounts.audit_sign_in")


def _record_sign_in(user: Any, **_: object) -> None:
    audit.record(f"account {user.pk}", "staff.signed_in", f"account {user.pk}")
