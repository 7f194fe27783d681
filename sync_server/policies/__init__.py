"""The privacy policy: its versions, and who acknowledged which."""
