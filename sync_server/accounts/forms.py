"""What people say of themselves: who registers, on the web and from the program (allauth adds email and password), and
who changes it on the web."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cor_protocol.accounts import ORGANIZATION_TYPES
from sync_server.accounts import registry, rules
from sync_server.accounts.models import User
from sync_server.audit import domain as audit
from sync_server.common.refusals import Refused


class DetailsForm(forms.Form):
    """Names, where they work and which association they belong to (both optional)."""

    first_name = forms.CharField(
        label=_("First name"),
        widget=forms.TextInput({"autocomplete": "given-name"}),
        error_messages={"required": _(rules.FIRST_NAME.empty)},
    )
    last_name = forms.CharField(
        label=_("Last name"),
        widget=forms.TextInput({"autocomplete": "family-name"}),
        error_messages={"required": _(rules.LAST_NAME.empty)},
    )
    organization_type = forms.ChoiceField(
        label=_("Where you work"),
        choices=[("", "–"), *((kind, _(words)) for kind, words in ORGANIZATION_TYPES)],
        required=False,
        error_messages={"invalid_choice": rules.NOT_IN_THE_LIST},
    )
    association = forms.CharField(
        label=_("Professional association"), required=False, widget=forms.TextInput({"list": "associations"})
    )

    def clean_first_name(self) -> str:
        """The first name, tidied."""
        return self._checked("first_name")

    def clean_last_name(self) -> str:
        """The last name, tidied."""
        return self._checked("last_name")

    def clean_association(self) -> str:
        """The association, tidied."""
        return self._checked("association")

    def _checked(self, field: str) -> str:
        try:
            return rules.checked(field, self.cleaned_data[field])
        except Refused as refused:
            raise ValidationError(refused.message, code="invalid") from None


class OwnDetailsForm(DetailsForm):
    """What somebody changes on the pages of their account: beside that, the language."""

    language = forms.ChoiceField(label=_("Language of our mails and of these pages"), choices=settings.LANGUAGES)


class SignupForm(DetailsForm):
    """What a registration asks for beside that: which policy version was read."""

    policy_version = forms.IntegerField(
        label=_("Privacy policy"),
        min_value=1,
        error_messages={"required": _("Please read the privacy policy and confirm that you have read it.")},
    )

    password_hash = ""
    """What is kept of the password; empty where there is none (single sign-on)."""

    def clean_policy_version(self) -> int:
        """The version that was read. Raises ValidationError where there is a newer one, or none of that number."""
        version: int = self.cleaned_data["policy_version"]
        if not all(is_current(version) for is_current in registry.policy_is_current):
            raise ValidationError(
                _("The privacy policy has changed. Please read it again and confirm that you have read it."),
                code="policy_changed",
            )
        return version

    def clean(self) -> dict[str, Any]:
        """Compare the password with the names, and hash it, as costly for an address that is known (ASVS 6.3.8)."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        field = "password" if "password" in cleaned else "password1"
        if password := cleaned.get(field):
            self._check_password(field, password)
        if password and not self.errors:
            self.password_hash = make_password(password)
        return cleaned

    def signup(self, request: HttpRequest, user: User) -> None:
        """Keep the rest of what was said, once allauth has made the account."""
        said = self.cleaned_data
        user.organization_type, user.association = said["organization_type"], said["association"]
        user.save(update_fields=["organization_type", "association"])
        audit.record(f"account {user.pk}", "account.created", f"account {user.pk}", "registered")
        for signed_up in registry.on_signed_up:
            signed_up(user.pk, said["policy_version"])

    def _check_password(self, field: str, password: str) -> None:
        names = {name: self.cleaned_data.get(name, "") for name in ("first_name", "last_name", "email")}
        try:
            rules.check_password(password, User(**names))
        except Refused as refused:
            self.add_error(field, ValidationError(refused.message, code=refused.problem.value))
