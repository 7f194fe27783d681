"""What both sides know of accounts: the lists a learner may choose from, and why a sign-in ended."""

from __future__ import annotations

from enum import StrEnum

from cor_protocol.words import marked

ORGANIZATION_TYPES = (
    ("primary_school", marked("Primary or elementary school")),
    ("middle_school", marked("Middle school")),
    ("secondary_school", marked("Secondary or high school")),
    ("early_childhood", marked("Early childhood center")),
    ("district", marked("School district or authority")),
    ("higher_education", marked("College or university")),
    ("agency", marked("Public agency or ministry")),
    ("nonprofit", marked("Nonprofit organization")),
    ("other", marked("Other")),
)
"""Where a learner works: the value that is kept, and the words that are shown. It may be left empty (M1)."""

ASSOCIATIONS = (
    "American Federation of Teachers",
    "Association for Supervision and Curriculum Development",
    "Association of American Educators",
    "Council for Exceptional Children",
    "Education International",
    "International Literacy Association",
    "National Association for the Education of Young Children",
    "National Council of Teachers of English",
    "National Council of Teachers of Mathematics",
    "National Education Association",
    "National Science Teaching Association",
    "National Education Union",
)
"""Professional associations that are offered; any other is typed. Up to 120 characters, or empty (M1)."""


class Ended(StrEnum):
    """Why a device's token ended before its time: `why` beside the problem sign_in_again."""

    SIGNED_OUT = "signed_out"
    """Signed out on this device."""
    REPLACED = "replaced"
    """Signed in anew on this device."""
    IDLE = "idle"
    """The screen was idle, or nothing was heard for too long."""
    ELSEWHERE = "elsewhere"
    """Ended by its owner from another device."""
    PASSWORD = "password_changed"  # noqa: S105 - a reason, no password
    """The password was changed elsewhere."""
    ACCOUNT = "account_closed"
    """The account was closed or disabled."""
