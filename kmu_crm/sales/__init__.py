"""The working day: calls and leads."""
