from __future__ import annotations

import pytest

from tests.factories.certificates import a_credential

pytestmark = pytest.mark.django_db


def test_a_credential_is_called_by_its_number() -> None:
    credential = a_credential()
    assert str(credential) == credential.number
