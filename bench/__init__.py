"""`make bench`: what the program costs, beside its floor in the same run. Figures are kept, never tested."""
