"""Who did what, who opened whose record and why: rows that are only added, each chained to the one before."""
