"""The way to an organization's sign-in and back, and the page that joins it to an account that was there before."""

from __future__ import annotations

from typing import Any, cast

from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sync_server.accounts.models import User
from sync_server.accounts.single_sign_on import clients, waiting
from sync_server.accounts.single_sign_on.identity_provider import IdentityProvider


class _Callback(OAuth2CallbackView):
    """allauth's way back, which does not ask for the nonce, and stumbles where the identity provider is away."""

    def dispatch(self, request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponse:
        try:
            return cast(HttpResponse, super().dispatch(request, *arguments, **options))
        except OAuth2Error as fault:
            return cast(
                HttpResponse, render_authentication_error(request, self.adapter.get_provider(), exception=fault)
            )

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[dict[str, Any] | None, HttpResponse | None]:
        state, answer = super()._get_state(request, provider)
        cast(IdentityProvider, self.adapter).nonce = (state or {}).get("nonce", "")
        return state, answer


@require_safe
@never_cache
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to an organization's sign-in. Without a form in between: no form here may lead to another site."""
    try:
        return clients.provider(request, provider_id).redirect_from_request(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None


@require_safe
@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where an organization's sign-in sends people back to."""
    if provider_id not in {each["id"] for each in clients.offered()}:
        raise Http404
    view: Any = _Callback
    return cast(HttpResponse, view.adapter_view(IdentityProvider(request, provider_id))(request))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def connect(request: HttpRequest) -> HttpResponse:
    """Join who came from an organization to the account that has the address, once its owner has signed in to it."""
    kept = waiting.find(request)
    account = request.user if isinstance(request.user, User) else None
    if request.method == "POST" and kept and account:
        return _join(request, kept, account)
    context = {"waiting": kept, "name": kept and kept.provider.name, "account": account}
    return render(request, "socialaccount/connect.html", context, status=200 if kept else 404)


def _join(request: HttpRequest, kept: SocialLogin, account: User) -> HttpResponse:
    waiting.drop(request)
    kept.lookup()
    if kept.is_existing:  # joined a moment ago, in another window
        return redirect("account_overview")
    with transaction.atomic():
        kept.connect(request, account)
    said = _("From now on you sign in with {name}. Your password still works.")
    messages.success(request, said.format(name=kept.provider.name))
    return redirect(kept.get_redirect_url(request) or "account_overview")
