"""Learning records: facts, the sync endpoint, dates, completions, tombstones, clock evidence."""
