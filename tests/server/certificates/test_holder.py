from __future__ import annotations

import pytest

from sync_server.certificates.holder import same_name


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("okafor", "Okafor"),
        ("  OKAFOR ", "Okafor"),
        ("Nunez", "Núñez"),
        ("obrien", "O’Brien"),
        ("de la Fontaine Nee", "de la Fontaine-Née"),
        ("strasse", "Straße"),
        ("Ναταλία", "ΝΑΤΑΛΙΑ"),
    ],
)
def test_a_last_name_fits_without_regard_to_accents_case_and_hyphens(typed: str, written: str) -> None:
    assert same_name(typed, written)


@pytest.mark.parametrize(("typed", "written"), [("Okafo", "Okafor"), ("", "Okafor"), ("", ""), ("-", "'")])
def test_another_name_or_none_does_not_fit(typed: str, written: str) -> None:
    assert not same_name(typed, written)
