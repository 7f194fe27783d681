"""Accounts, devices, tokens. Times of tokens are whole UTC seconds, because the sync path reads them in plain SQL."""

from __future__ import annotations

import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models

from sync_server.common import clock


def normal_email(email: str) -> str:
    """The form in which an address is kept and compared: no blanks around it, composed, lower case."""
    return unicodedata.normalize("NFKC", email).strip().lower()


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
    """An account. Personal data: name and email, kept until the account is deleted."""

    email = models.EmailField(max_length=254, unique=True)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
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

        verbose_name = "account"
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

    class Meta:
        """Newest first."""

        ordering = ["-created"]

    def __str__(self) -> str:
        return f"token of {self.device}"
