"""Our own pages under `/accounts/`: who you are and where you are signed in, and what allauth has no page for."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import NoReturn, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sync_server.accounts import devices, domain, queries, second_factor, session_rows
from sync_server.accounts.forms import OwnDetailsForm
from sync_server.accounts.languages import CHOSEN, kept_of
from sync_server.accounts.mfa_adapter import MfaAdapter
from sync_server.accounts.models import User
from sync_server.audit import domain as audit
from sync_server.common import clock, languages
from sync_server.common.refusals import Refused


def _button(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What a button does for who is signed in. Who is not any more comes back to the button, not to an empty page."""

    @wraps(view)
    def press(request: HttpRequest, **which: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("account_overview"))
        return view(request, **which)

    return press


@require_safe
@never_cache
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Who you are, how you sign in, and where you are signed in (ASVS 7.5.2)."""
    account = cast(User, request.user)
    context = {
        "devices": [seen for seen in queries.devices_with_contact(account.pk, clock.now()) if seen.signed_in],
        "other_sessions": session_rows.number_of_others(account, request.session.session_key or ""),
        "has_second_factor": second_factor.is_set_up(account),
        "needs_second_factor": second_factor.is_demanded_of(account),
        "language": dict(settings.LANGUAGES)[kept_of(account) or languages.spoken()],
        "new_address": EmailAddress.objects.filter(user=account, verified=False).first(),
    }
    return render(request, "account/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def details(request: HttpRequest) -> HttpResponse:
    """What somebody says of themselves, to be changed by the same rules as in the program (M1)."""
    account = cast(User, request.user)
    kept = {field: getattr(account, field) for field in OwnDetailsForm.base_fields}
    form = OwnDetailsForm(request.POST or None, initial=kept | {"language": languages.spoken()})
    if not form.is_valid():
        return render(request, "account/details.html", {"form": form})
    domain.change_account(account, form.cleaned_data)
    _speak(request, account)
    messages.success(request, _("What you changed is kept."))
    return redirect("account_overview")


@require_POST
@_button
def change_language(request: HttpRequest) -> HttpResponse:
    """Keep a language with the account, and go back to where it was chosen."""
    account, back = cast(User, request.user), request.POST.get("next", "")
    if language := languages.known(request.POST.get("language", "")):
        domain.change_account(account, {"language": language})
        _speak(request, account)
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if is_ours else reverse("account_overview"))


def _speak(request: HttpRequest, account: User) -> None:
    """Answer in the language of the account from now on, whatever was chosen before."""
    request.session.pop(CHOSEN, None)
    translation.activate(account.language)


@require_POST
@_button
def end_device(request: HttpRequest, number: int) -> HttpResponse:
    """Sign a device of one's own out; somebody else's is as if it were not there."""
    try:
        devices.end(cast(User, request.user).pk, number)
    except Refused:
        raise Http404 from None
    messages.success(request, _("That computer is signed out. What was learned there and not sent yet stays on it."))
    return redirect("account_overview")


@require_POST
@_button
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign one's account out of the web pages everywhere but here."""
    account = cast(User, request.user)
    number = session_rows.end_all(account, but=request.session.session_key or "")
    audit.record(f"account {account.pk}", "session.ended", f"account {account.pk}", f"{number} elsewhere")
    messages.success(request, _("You are signed out of these pages everywhere else."))
    return redirect("account_overview")


class RemoveKey(RemoveWebAuthnView):
    """allauth's page, which does not ask whether the only second factor of staff may go."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Lead back with the reason where it may not."""
        key = Authenticator.objects.filter(user_id=request.user.pk, pk=kwargs["pk"]).first()
        if key is not None and not MfaAdapter().can_delete_authenticator(key):
            messages.error(request, MfaAdapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(str(self.success_url))
        return super().dispatch(request, *args, **kwargs)


def no_page(request: HttpRequest, **_: object) -> NoReturn:
    """What stands where allauth has a page that is not used here."""
    raise Http404
