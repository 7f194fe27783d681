"""What the desktop and the server must agree on: ids, facts, messages, seals, modules.

The leaf of the house: standard library and `cryptography` only; no clock, no file, no network.
"""
