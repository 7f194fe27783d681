"""Certificates: what a learner is awarded, the page that shows it, and how anybody checks it."""
