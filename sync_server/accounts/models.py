"""Accounts, devices, tokens. Times of tokens are whole UTC seconds, because the sync path reads them in plain SQL."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from cor_protocol.accounts import ORGANIZATION_TYPES, Ended
from sync_server.common import clock


def normal_email(email: str) -> str:
    """The form in which an address is kept and compared: no blanks around it, composed, lower case."""
    return unicodedata.normalize("NFKC", email).strip().lower()


class Scope(models.TextChoices):
    """What a device's token may do."""

    FULL = "full", "everything of its learner"
    APPEND = "append", "only send what was learned before the sign-out"


class Role(models.TextChoices):
    """What staff may do on this server. Roles within an organization stand in its memberships."""

    SUPPORT = "support", _("Support")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    ADMINISTRATOR = "administrator", _("Administrator")


class UserManager(BaseUserManager["User"]):
    """Finds and makes accounts by normalized address."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by email, however it is written. Raises User.DoesNotExist."""
        return self.get(email=normal_email(username or ""))

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make and store an account; without a password nobody can sign in to it."""
        account = self.model(email=normal_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class User(AbstractBaseUser, PermissionsMixin):
    """An account. Personal data: name, email, kind of organization, association, language; kept until it is deleted.

    `is_staff` and `is_superuser` follow from the account's roles (roles.py); nothing else sets them.
    """

    email = models.EmailField(_("email"), max_length=254, unique=True)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    organization_type = models.CharField(
        max_length=20, choices=[(kind, _(words)) for kind, words in ORGANIZATION_TYPES], blank=True
    )
    association = models.CharField("professional association", max_length=120, blank=True)
    language = models.CharField(max_length=10, blank=True)
    """In which its mails are written, and pages where their reader chose no other; empty where nothing is known."""
    learner_id = models.CharField("learner", max_length=26, unique=True, null=True, blank=True)
    is_staff = models.BooleanField("staff", default=False)
    is_active = models.BooleanField("active", default=True)
    joined_at = models.DateTimeField("joined", default=clock.now_datetime)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()

    class Meta:
        """Called accounts wherever people read it."""

        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["last_name", "first_name", "email"]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        """Normalize the address, as forms need it."""
        self.email = normal_email(self.email)

    def get_full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """The first name."""
        return self.first_name


class Device(models.Model):
    """One installation of the client, as one account uses it. Personal data: links an account to a machine."""

    account = models.ForeignKey(User, on_delete=models.CASCADE, related_name="devices")
    device = models.CharField(max_length=26)
    platform = models.CharField(max_length=64, blank=True)
    client = models.CharField("client version", max_length=64, blank=True)
    first_seen = models.DateTimeField(default=clock.now_datetime)
    is_shared = models.BooleanField("shared by several people", default=False)
    pass_hash = models.CharField(max_length=64, blank=True, editable=False)
    """SHA-256 of what this device shows at its next sign-in, so that failures of others do not slow it (ASVS 6.1.1)."""
    file_key = models.CharField(max_length=64, blank=True, editable=False)
    """The public key by which its sync files are known, in hexadecimal; empty where there is none, or it ended."""

    class Meta:
        """A shared machine is one device of each account."""

        constraints = [models.UniqueConstraint(fields=["account", "device"], name="one_device_per_account")]
        ordering = ["-first_seen"]

    def __str__(self) -> str:
        return f"{self.platform or 'device'} {self.device[:6]}"


class DeviceToken(models.Model):
    """By what a device speaks for an account. The token itself is not kept, only its SHA-256 (ASVS 7.2.3).

    `learner` stays as it was at sign-in, so that a deletion still reaches a device after the account got a new record.
    """

    hash = models.CharField(max_length=64, primary_key=True, editable=False)
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="tokens")
    learner = models.CharField(max_length=26)
    created = models.BigIntegerField()
    last_used = models.BigIntegerField()
    idle = models.IntegerField("seconds it may rest")
    expires = models.BigIntegerField()
    ended_at = models.BigIntegerField(null=True)
    ended_because = models.CharField(max_length=20, choices=[(why.value, why.value) for why in Ended], blank=True)
    scope = models.CharField(max_length=10, choices=Scope.choices, default=Scope.FULL)

    class Meta:
        """Newest first."""

        ordering = ["-created"]

    def __str__(self) -> str:
        return f"token of {self.device}"


class StaffRole(models.Model):
    """A role that an account has on this server. Personal data: none beyond the account."""

    account = models.ForeignKey(User, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateTimeField(default=clock.now_datetime)

    class Meta:
        """Each role once."""

        constraints = [models.UniqueConstraint(fields=["account", "role"], name="each_role_once")]

    def __str__(self) -> str:
        return self.get_role_display()


class Invitation(models.Model):
    """A one-time code in place of a first password (ASVS 6.4.1). Personal data: an email address, until it is used.

    The code is not kept, only its SHA-256. `roles` are values of Role; a learner's invitation has none.
    """

    hash = models.CharField(max_length=64, primary_key=True, editable=False)
    email = models.EmailField(max_length=254)
    roles = models.JSONField(default=list)
    invited_by = models.CharField(max_length=80)
    created = models.BigIntegerField()
    expires = models.BigIntegerField()
    accepted_at = models.BigIntegerField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-created"]

    def __str__(self) -> str:
        return f"invitation of {self.created}"


class SignInDelay(models.Model):
    """How often a sign-in failed, and until when the next try waits (ASVS 6.1.1). Personal data: none readable.

    `key` is an HMAC over what failed: an address, known or not, or a device of an account.
    """

    key = models.CharField(max_length=64, primary_key=True, editable=False)
    failures = models.IntegerField(default=0)
    last_failed = models.BigIntegerField()
    waits_until = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.failures} failures"


class Handover(models.Model):
    """A sign-in in the browser on its way to COR Desktop on the same computer. Personal data: the account, a minute.

    The code is not kept, only its SHA-256. `challenge` is the SHA-256 of what that COR Desktop alone knows (PKCE).
    """

    hash = models.CharField(max_length=64, primary_key=True, editable=False)
    account = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    challenge = models.CharField(max_length=43)
    expires = models.BigIntegerField()

    def __str__(self) -> str:
        return "handover"
