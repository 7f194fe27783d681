"""The learner's own account, card by card."""
