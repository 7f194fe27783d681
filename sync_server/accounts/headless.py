"""The steps of a sign-in where allauth's are not enough for us; sign_in_urls.py puts them in place of its own."""

from __future__ import annotations

from allauth.headless.account import views
from allauth.headless.constants import Client
from allauth.headless.mfa import views as mfa_views
from django.urls import path

from sync_server.accounts import second_factor_forms
from sync_server.accounts.allauth_forms import ChangeInput, LoginInput, RequestResetInput, ResetInput, SignupInput


class SignupView(views.SignupView):
    """Registering."""

    input_class = {"POST": SignupInput}


class LoginView(views.LoginView):
    """Signing in."""

    input_class = LoginInput


class RequestResetView(views.RequestPasswordResetView):
    """Asking for a code to set a new password."""

    input_class = RequestResetInput


class ResetView(views.ResetPasswordView):
    """Setting a new password with the code."""

    input_class = ResetInput


class ChangePasswordView(views.ChangePasswordView):
    """Setting a new password with the present one."""

    input_class = ChangeInput


class AuthenticateView(mfa_views.AuthenticateView):
    """The code of the second factor."""

    input_class = second_factor_forms.AuthenticateInput


class ReauthenticateView(mfa_views.ReauthenticateView):
    """The code once more."""

    input_class = second_factor_forms.ReauthenticateInput


urlpatterns = [
    path("auth/signup", SignupView.as_api_view(client=Client.APP)),
    path("auth/login", LoginView.as_api_view(client=Client.APP)),
    path("auth/password/request", RequestResetView.as_api_view(client=Client.APP)),
    path("auth/password/reset", ResetView.as_api_view(client=Client.APP)),
    path("account/password/change", ChangePasswordView.as_api_view(client=Client.APP)),
    path("auth/2fa/authenticate", AuthenticateView.as_api_view(client=Client.APP)),
    path("auth/2fa/reauthenticate", ReauthenticateView.as_api_view(client=Client.APP)),
]
