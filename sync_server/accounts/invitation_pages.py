"""Accepting an invitation: the page its link opens."""

from __future__ import annotations

from typing import cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cor_protocol.problems import Problem
from sync_server.accounts import invitations, registry
from sync_server.accounts.invitations import Newcomer
from sync_server.accounts.models import Invitation, User
from sync_server.common.refusals import Refused


def _words(autocomplete: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete})


def _password() -> forms.PasswordInput:
    return forms.PasswordInput(attrs={"autocomplete": "new-password"})


class NewcomerForm(forms.Form):
    """What an invitation asks for. What names and passwords must be, rules.py says."""

    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=100, widget=_words("given-name"))
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150, widget=_words("family-name"))
    password = forms.CharField(
        label=gettext_lazy("Password"),
        help_text=gettext_lazy(
            "15 characters or more. Four or five words that have nothing to do with each other are easy to keep."
        ),
        strip=False,
        widget=_password(),
    )
    again = forms.CharField(label=gettext_lazy("Password, once more"), strip=False, widget=_password())

    policy_version = forms.IntegerField(label=gettext_lazy("Privacy policy"))

    def clean_policy_version(self) -> int:
        """Tell where the version that was read is not the newest."""
        version = int(self.cleaned_data["policy_version"])
        if not all(is_current(version) for is_current in registry.policy_is_current):
            raise forms.ValidationError(_("The privacy policy has changed. Please read it again."))
        return version

    def clean_again(self) -> str:
        """Tell where both are not the same."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("The two passwords are not the same."))
        return again

    def newcomer(self) -> Newcomer:
        """What was typed, once it is valid."""
        given = self.cleaned_data
        return Newcomer(given["first_name"], given["last_name"], given["password"], given["policy_version"])


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Show what an invitation is for; accept it where its button was pressed. Opening the link changes nothing."""
    try:
        found = invitations.find(code)
    except Refused:
        return render(request, "account/invitation.html", {"hours": invitations.HOURS}, status=404)
    account = invitations.account_of(found)
    if account is None:
        return _for_newcomer(request, code, found)
    if request.method == "POST" and request.user == account:
        return _accept_with(request, code)
    return _page(request, found, is_known=True, is_owner=request.user == account)


def _for_newcomer(request: HttpRequest, code: str, found: Invitation) -> HttpResponse:
    form = NewcomerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _sign_in(request, invitations.accept(code, form.newcomer()))
        except Refused as refused:
            form.add_error("password" if refused.problem is Problem.WEAK_PASSWORD else None, refused.message)
    return _page(request, found, form=form)


def _sign_in(request: HttpRequest, account: User) -> HttpResponse:
    """Sign in who has just chosen a password, so that a second factor is set up without typing it again."""
    logout(request)
    record_authentication(request, account, "password", email=account.email, reauthenticated=True)
    return perform_login(request, Login(user=account, email=account.email))


def _accept_with(request: HttpRequest, code: str) -> HttpResponse:
    try:
        invitations.accept_with(code, cast(User, request.user))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("account_overview")
    logout(request)
    messages.success(request, _("The invitation is accepted. Please sign in anew."))
    return redirect("account_login")


def _page(request: HttpRequest, found: Invitation, **context: object) -> HttpResponse:
    roles = invitations.in_words(found)
    return render(request, "account/invitation.html", {"invitation": found, "roles": roles, **context})
