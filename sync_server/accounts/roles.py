"""What staff may do: roles, and the permissions that follow from them. Deny by default (ASVS 8.2.1)."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend


class RolePermissions(ModelBackend):
    """Gives permissions by role. It signs nobody in: allauth's backend does."""
