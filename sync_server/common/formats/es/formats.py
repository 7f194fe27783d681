"""The month as a word in short dates too. (Long ones are Django's own: 3 de mayo de 2026.)"""

SHORT_DATE_FORMAT = "j b Y"
