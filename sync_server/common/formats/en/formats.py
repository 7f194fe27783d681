"""The day first, and the month as a word: no number stands where another country reads the month."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
