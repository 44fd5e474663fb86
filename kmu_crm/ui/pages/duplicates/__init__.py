"""Duplicates: which customers may be one, decided pair by pair."""
