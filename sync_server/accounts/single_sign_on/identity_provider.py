"""An organization's identity provider (OpenID Connect): what is asked of it, and what of its answer is believed.

allauth conducts the exchange. Stricter here: PKCE and a nonce always, nothing of the visitor's own in the request; the
ID token alone is read, its signature always checked (allauth trusts the line it came on; schools have proxies there).
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import urlsplit

import jwt
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from requests import RequestException

from sync_server.accounts.single_sign_on import secret

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures by a key that only the provider has; never "none", never one shared with us."""
_LEEWAY = 60
"""Seconds by which the provider's clock may differ from ours."""
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Distrust(OAuth2Error):
    """What the identity provider answered is not believed. The message is plain words without anything it said."""


def is_safe(address: object) -> bool:
    """Tell whether an address may be spoken to: https, or http on this computer alone (for trying things out)."""
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    )


def checked_claims(id_token: str, keys: dict[str, Any], issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """What an ID token says, once issuer, audience, signature, time and nonce are right. Raises Distrust."""
    with _understood("its token does not stand the check"):
        claims: dict[str, Any] = jwt.decode(
            id_token,
            _key_of(id_token, keys),
            algorithms=_ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=_LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
        # OpenID Connect Core 3.1.3.7: with several audiences it has to say for which of them it was made.
        alone = isinstance(claims["aud"], str) or len(claims["aud"]) == 1
        if claims.get("azp", client_id if alone else "") != client_id:
            raise Distrust("its token was made for another client")
        if not nonce or not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise Distrust("its token does not answer this sign-in")
        if not claims["sub"]:
            raise Distrust("its token is of nobody")
        return claims


class IdentityProvider(OpenIDConnectOAuth2Adapter):
    """One exchange with an organization's identity provider. `nonce` is what this visitor's sign-in was begun with."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Its endpoints, as it publishes them. Raises Distrust where it is away, or is not the one configured."""
        if not hasattr(self, "_openid_config"):
            provider = get_adapter().get_provider(self.request, self.provider_id)
            config = _fetched(provider.server_url)
            if config.get("issuer") != provider.app.settings["server_url"]:
                raise Distrust("another issuer answered in its place")
            if not all(is_safe(config.get(name)) for name in _ENDPOINTS):
                raise Distrust("its addresses are not safe ones")
            self._openid_config = config
        return cast(dict[str, Any], self._openid_config)

    def get_client(self, request: HttpRequest, app: Any) -> Any:
        """What speaks to it, with the secret that is kept sealed."""
        client = super().get_client(request, app)
        client.consumer_secret = secret.opened(app.settings.get("secret", ""))
        return client

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        """Exchange the code. Raises Distrust."""
        with _understood("it did not accept the code"):
            return super().get_access_token_data(request, app, client, pkce_code_verifier)

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Who signed in there. Raises Distrust unless the ID token stands every check."""
        config = self.openid_config
        keys, id_token = _fetched(config["jwks_uri"]), str(kwargs["response"].get("id_token", ""))
        claims = checked_claims(id_token, keys, config["issuer"], app.client_id, self.nonce)
        with _understood("it does not say who it is"):
            provider = get_adapter().get_provider(request, self.provider_id)
            return provider.sociallogin_from_response(request, claims)


class OrganizationProvider(OpenIDConnectProvider):
    """allauth's provider, with a nonce, and with nothing kept of what the identity provider says beyond the account."""

    package = OpenIDConnectProvider.get_package()
    oauth2_adapter_class = IdentityProvider
    pkce_enabled_default = True
    # An ID token alone, from wherever, must not open an account: it carries no nonce of ours.
    supports_token_authentication = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.name = self.app.settings.get("name", self.app.name)  # allauth's own field holds 40 characters

    @property
    def server_url(self) -> str:
        """Where it publishes its endpoints."""
        return str(self.app.settings["server_url"]).rstrip("/") + "/.well-known/openid-configuration"

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Where to go afterwards. Nothing else that a visitor adds to the address reaches the provider."""
        return {"process": AuthProcess.LOGIN, "next_url": get_next_redirect_url(request)}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Send the visitor to the identity provider, with a nonce that its answer has to carry."""
        nonce = secrets.token_urlsafe(32)
        params = {**kwargs.pop("auth_params", {}), "nonce": nonce}
        wishes = {"auth_params": params, "nonce": nonce, **kwargs}
        try:
            return cast(HttpResponse, super().redirect(request, process, next_url, data, **wishes))
        except OAuth2Error as fault:
            return cast(HttpResponse, render_authentication_error(request, self, exception=fault))

    def serialize(self) -> dict[str, Any]:
        """Its own id: two organizations may be the same client of one identity provider."""
        return {"id": self.sub_id}

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Who it is, under this issuer alone: another provider in its place begins with nobody's accounts."""
        return hashlib.sha256(f"{data['iss']}\0{data['sub']}".encode()).hexdigest()

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing: what is needed stands in the account."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """The address; verified only where just that is said (some say "false", which Python takes for true)."""
        if not isinstance(data.get("email"), str):
            return []
        return [EmailAddress(email=data["email"], verified=data.get("email_verified") is True, primary=True)]


def _key_of(id_token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    """The published key that a token names; where it names none, the only one."""
    known = jwt.PyJWKSet.from_dict(keys).keys
    name = jwt.get_unverified_header(id_token).get("kid")
    fitting = [key for key in known if key.key_id == name or (name is None and len(known) == 1)]
    if not fitting:
        raise Distrust("it does not know the key of its token")
    return fitting[0]


def _fetched(address: str) -> dict[str, Any]:
    """A JSON object of the identity provider. Raises Distrust."""
    with _understood("it does not answer as it should"), get_adapter().get_requests_session() as session:
        response = session.get(address, allow_redirects=False)
        response.raise_for_status()
        body = response.json()
        if not isinstance(body, dict):
            raise TypeError
        return body


@contextlib.contextmanager
def _understood(otherwise: str) -> Iterator[None]:
    """Whatever is wrong with an answer is the provider's fault, not ours. What it said is not repeated."""
    try:
        yield
    except Distrust:
        raise
    except (OAuth2Error, jwt.PyJWTError, RequestException, LookupError, TypeError, ValueError, AttributeError):
        raise Distrust(otherwise) from None
