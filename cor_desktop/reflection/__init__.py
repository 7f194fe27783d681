"""The reflection room: what a learner writes, in memory only. It imports nothing of ours, and nothing that keeps."""
