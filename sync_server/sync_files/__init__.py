"""What computers without a network bring and take home on a stick."""
