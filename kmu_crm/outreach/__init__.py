"""From a list of customers to a file for a newsletter tool or a letter: who drops out and why, and the log."""
