"""Import: files, what they become, taking them over, and taking them back."""
