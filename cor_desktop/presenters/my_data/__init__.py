"""What is held about the learner, in plain words: for the page that shows it, and for the copies they take along."""
