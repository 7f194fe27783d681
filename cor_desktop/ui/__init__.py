"""What a learner sees: one file per page. The only room with Qt."""
