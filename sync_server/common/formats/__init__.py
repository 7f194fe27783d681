"""How days and numbers are written where the house does it otherwise than Django; one package for each language."""
