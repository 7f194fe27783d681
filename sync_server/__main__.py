"""`cor-server`, also `python -m sync_server`."""

from __future__ import annotations

import sys

from sync_server.config.commands import main

if __name__ == "__main__":
    sys.exit(main())
