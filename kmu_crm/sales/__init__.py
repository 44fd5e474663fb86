"""The working day: calls, leads, open loops."""
