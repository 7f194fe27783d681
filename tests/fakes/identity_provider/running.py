"""Starting the identity provider, and who has an account there."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

CLIENT, SECRET = "cor-server", "a secret between two servers"
EMAIL, PASSWORD = "rosa@lakeside.example", "the lake is calm tonight"


@contextlib.contextmanager
def identity_provider(folder: Path, port: int, redirect_uri: str) -> Iterator[str]:
    """Running, with one teacher and one client; gives its issuer. Its signing key is made now."""
    folder.mkdir()
    key = generate_private_key(public_exponent=65537, key_size=2048)
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    command = [sys.executable, "-m", "tests.fakes.identity_provider", str(port), redirect_uri]
    known = {name: value for name, value in os.environ.items() if not name.startswith(("COR_", "DJANGO_"))}
    env = known | {"IDP_FOLDER": str(folder), "PYTHONPATH": str(Path(__file__).parents[3])}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
