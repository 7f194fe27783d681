"""Who signs in: accounts, their devices, and the tokens by which a device speaks for an account."""
