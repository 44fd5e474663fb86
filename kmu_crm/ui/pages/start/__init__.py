"""The start page: where to begin, and what the day asks for."""
