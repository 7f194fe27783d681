"""The error codes both sides know, one meaning each. The server sends `{"problem": code, "message": sentence}`."""

from __future__ import annotations

from enum import StrEnum


class Problem(StrEnum):
    """What went wrong, in a word that a program can act on."""

    MALFORMED = "malformed"
    """400: the message is not what the contract says."""
    UNSUPPORTED_VERSION = "unsupported_version"
    """426: the client is too old for this server; local work and file export go on."""
    SIGN_IN_AGAIN = "sign_in_again"
    """401: the token is unknown, ended or expired; keep everything and ask for sign-in."""
    WRONG_CREDENTIALS = "wrong_credentials"
    """401 at sign-in: email and password do not belong together."""
    NOT_FOUND = "not_found"
    """404: missing, or not yours; the two look alike."""
    CANNOT_REGISTER = "cannot_register"
    """409: this address cannot be registered; signing in may be what is wanted."""
    WEAK_PASSWORD = "weak_password"  # noqa: S105 - a problem, no password
    """422: the password breaks a rule; the message says which."""
    INVALID_FIELD = "invalid_field"
    """422: a field is empty or not of its form; the message says which."""
    TOO_LARGE = "too_large"
    """413: the message is over its limit; send it in parts."""
    TOO_MANY_FACTS = "too_many_facts"
    """413 with nothing kept: the record is over its limit, and a person must look."""
    SLOW_DOWN = "slow_down"
    """429: too many requests; `Retry-After` says how long to wait."""
    STORAGE_FULL = "storage_full"
    """507: the server could not store; nothing was acknowledged."""
    SERVER_FAULT = "server_fault"
    """500: the server's own mistake; nothing was acknowledged."""
