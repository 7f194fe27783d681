"""The sync server: accounts, learning records, the course's catalog and certificates. Django, one app per domain."""
