"""Whom TLS believes."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from cor_desktop.sync.trusting import NO_CHECK_TIME, NoCertificateFile, check_authority, trusting
from tests.fakes.authority import Authority


def test_tls_is_always_checked(tmp_path: Path) -> None:
    for aside in (False, True):
        context = trusting(str(Authority(tmp_path).path), dates_aside=aside)
        assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
        assert bool(context.verify_flags & NO_CHECK_TIME) is aside


def test_a_file_is_looked_at_before_it_is_trusted(tmp_path: Path) -> None:
    check_authority(str(Authority(tmp_path).path))
    letter = tmp_path / "letter.pem"
    letter.write_text("-----BEGIN CERTIFICATE-----\nDear school,\n-----END CERTIFICATE-----\n")
    for path in (letter, tmp_path, tmp_path / "nothing", Path("a\0b")):
        with pytest.raises(NoCertificateFile, match="holds no certificate"):
            check_authority(str(path))
