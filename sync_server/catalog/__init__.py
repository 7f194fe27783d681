"""Which module versions exist, and what completes each."""
