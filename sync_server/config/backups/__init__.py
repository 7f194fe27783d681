"""Backups of the whole server: `cor-server backup` and `cor-server restore` (docs/decisions/0020)."""
