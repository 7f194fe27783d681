"""The course: which modules are on this machine, and how a learner goes through one."""
