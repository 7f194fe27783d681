"""The page that COR Desktop opens in the browser: sign in here, say yes, and be signed in there."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sync_server.accounts.models import User
from sync_server.accounts.single_sign_on import clients, handover
from sync_server.accounts.single_sign_on.handover import Question

_BEGUN = "cor_desktop_begun"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def desktop(request: HttpRequest) -> HttpResponse:
    """Ask who is signed in here whether COR Desktop may be signed in too; only a yes gives it a code."""
    question = handover.question(request.GET)
    if question is None:
        return render(request, "account/desktop.html", status=400)
    account = request.user
    if not isinstance(account, User) or (question.anew and request.session.get(_BEGUN) != question.state):
        return _to_sign_in(request, question)
    if request.method == "POST":
        return _somebody_else(request) if "else" in request.POST else _hand_over(request, account, question)
    return render(request, "account/desktop.html", {"question": question, "account": account})


def _to_sign_in(request: HttpRequest, question: Question) -> HttpResponse:
    """Begin with nobody signed in here: on a shared computer whoever was has perhaps left."""
    logout(request)
    request.session[_BEGUN] = question.state
    back = request.get_full_path()
    try:
        provider = clients.provider(request, question.provider)
    except SocialApp.DoesNotExist:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")
    # The organization may know somebody else in this browser, too.
    wishes = {"prompt": "login"} if question.anew else {}
    return provider.redirect(request, AuthProcess.LOGIN, back, auth_params=wishes)


def _somebody_else(request: HttpRequest) -> HttpResponse:
    logout(request)
    return render(request, "account/desktop.html", {"target": f"{request.get_full_path()}&anew=1", "is_anew": True})


def _hand_over(request: HttpRequest, account: User, question: Question) -> HttpResponse:
    """Leave the browser signed out: who came for COR Desktop would not think of it, least of all in a school's room."""
    code = handover.begin(account, question.challenge)
    logout(request)
    # By a page, not by a redirect: browsers count a redirect after a form as its target, and no form here may lead to
    # another site (Content-Security-Policy: form-action).
    target = f"http://127.0.0.1:{question.port}/?{urlencode({'code': code, 'state': question.state})}"
    return render(request, "account/desktop.html", {"target": target})
