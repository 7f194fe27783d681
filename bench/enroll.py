"""Makes signed-in devices in a server's database, as a sign-in leaves them: measuring hundreds needs no codes by mail.

Run as `python -m bench.enroll DATA COUNT` beside a server that runs; prints one line for each: device, learner, token.
"""

from __future__ import annotations

import os
import sys


def main(data: str, count: int) -> None:
    """Make them, and print what a client would keep."""
    os.environ |= {"COR_DATA": data, "DJANGO_SETTINGS_MODULE": "sync_server.config.settings"}
    import django

    django.setup()
    from cor_protocol.ids import new_device_id, new_learner_id
    from sync_server.accounts.domain import Machine, signed_in_on
    from sync_server.accounts.models import User

    for number in range(count):
        account = User.objects.create(first_name="Bench", last_name="Learner", email=f"learner{number}@example.org")
        machine = Machine(new_device_id(), new_learner_id(), platform="linux", client="0.1.0", shared=False)
        signed_in = signed_in_on(account, machine)
        print(machine.device, signed_in.learner, signed_in.token)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
