"""The page My data: everything held about the learner, part by part."""
