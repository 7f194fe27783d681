"""An identity provider that can lie: it speaks OpenID Connect over real HTTP, and says whatever a test has it say."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from sync_server.common import clock

CLIENT, SECRET = "cor-server", "a secret between servers"
_KEYS: list[RSAPrivateKey] = []


def a_key(number: int = 0) -> RSAPrivateKey:
    """A key of 2048 bits; made once per run, because that takes a while."""
    while len(_KEYS) <= number:
        _KEYS.append(generate_private_key(public_exponent=65537, key_size=2048))
    return _KEYS[number]


@dataclass
class LyingProvider:
    """What it says. `claims` go into the ID token, over what an honest one has; None leaves a claim out."""

    issuer: str
    claims: dict[str, Any] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)
    signs_with: RSAPrivateKey = field(default_factory=a_key)
    raw_token: str = ""
    status: int = 200
    asked: dict[str, str] = field(default_factory=dict)
    """What the browser was last sent here with."""
    exchanged: dict[str, str] = field(default_factory=dict)
    """What the server last sent to have a code exchanged."""

    def seen(self, location: str) -> str:
        """Note what the browser would bring; gives the query by which it is sent back."""
        self.asked = dict(parse_qsl(urlsplit(location).query))
        return f"?code=one-time-code&state={self.asked['state']}"

    def answer(self, path: str, body: str) -> tuple[int, dict[str, Any]]:
        """One request of the server."""
        if path.startswith("/token"):
            self.exchanged = dict(parse_qsl(body))
            return self.status, {"access_token": "x", "token_type": "Bearer", "id_token": self._id_token()}
        return self.status, {"/jwks": self._keys(), "/.well-known/openid-configuration": self._config()}.get(path, {})

    def _config(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.config,
        }

    def _keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(a_key().public_key()))
        return {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}

    def _id_token(self) -> str:
        now = clock.now()
        said = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "rosa",
            "iat": now,
            "exp": now + 300,
            "nonce": self.asked.get("nonce"),
            "email": "rosa@lakeside.example",
            "email_verified": True,
            "given_name": "Rosa",
            "family_name": "Diaz",
            **self.claims,
        }
        kept = {name: value for name, value in said.items() if value is not None}
        return self.raw_token or jwt.encode(kept, self.signs_with, algorithm="RS256", headers={"kid": "1"})


def is_answered_by(challenge: str, verifier: str) -> bool:
    """Tell whether PKCE's S256 holds."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge


@contextmanager
def lying_provider() -> Iterator[LyingProvider]:
    """One that listens on this computer."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def _answer(self, body: str) -> None:
            status, said = provider.answer(self.path, body)
            data = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = LyingProvider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def query(address: str) -> dict[str, str]:
    """The parts of an address' query, each once."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
