"""One file for each thing a learner can do. Every action takes the desk, does one thing, and has no window."""
