"""How passwords are hashed: Argon2id, its costs written down here instead of left to a library's default."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """RFC 9106's second recommended choice: three passes over 64 MiB, four lanes (ASVS 11.4.2)."""

    time_cost = 3
    memory_cost = 64 * 1024
    parallelism = 4

    def encode(self, password: str, salt: str) -> str:
        """Hash a password. Half a character, which JSON can say, counts as a question mark."""
        return super().encode(_whole(password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare a password with a hash."""
        return super().verify(_whole(password), encoded)


def _whole(password: str) -> str:
    return password.encode("utf-8", "replace").decode()
