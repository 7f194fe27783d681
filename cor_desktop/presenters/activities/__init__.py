"""What each type of activity shows and does. Answers live in these objects only, and die with the page."""
