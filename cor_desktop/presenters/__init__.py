"""What pages show and what their buttons mean, in plain Python: one file per page."""
