"""The learner's database on this computer: facts, places in modules, sealed names and certificates."""
