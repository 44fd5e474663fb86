"""Settings of the open customer file, each with what it would change."""
