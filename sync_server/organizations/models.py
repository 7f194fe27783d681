"""Organizations, their groups, and memberships. Roles here reach no further than the organization."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sync_server.common import clock


class Organization(models.Model):
    """A school, a district, an agency. Personal data: none."""

    name = models.CharField(_("name"), max_length=150, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    created = models.DateTimeField(default=clock.now_datetime)
    identity_provider = models.ForeignKey(
        "socialaccount.SocialApp", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """Where its people sign in by single sign-on (OpenID Connect)."""

    class Meta:
        """By name."""

        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """A part of an organization that a facilitator looks after. Personal data: none."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(max_length=150)

    class Meta:
        """A name once in each organization."""

        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="group_once_per_organization")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MemberRole(models.TextChoices):
    """What a member may see of the organization's other members (SECURITY: roles)."""

    LEARNER = "learner", _("Learner")
    FACILITATOR = "facilitator", _("Facilitator")
    MANAGER = "manager", _("Organization manager")


class Membership(models.Model):
    """An account's part in an organization. Personal data: that somebody belongs to it, from when to when.

    A membership that ended stays, without anything new being shown to the organization after it.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=MemberRole.choices, default=MemberRole.LEARNER)
    groups = models.ManyToManyField(Group, blank=True, related_name="memberships")
    joined = models.DateTimeField(default=clock.now_datetime)
    left = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One that has not ended for each account and organization."""

        constraints = [
            models.UniqueConstraint(
                fields=["organization", "account"], condition=models.Q(left=None), name="one_present_membership"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} of {self.organization_id}"
