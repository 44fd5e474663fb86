"""Calls: whom to call today and why, what to say, and what came of it."""
