"""Signing in through an organization's identity provider, and from a browser into COR Desktop."""
