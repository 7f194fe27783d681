"""The widgets of each type of activity. They show what their presenter holds, and hold nothing themselves."""
