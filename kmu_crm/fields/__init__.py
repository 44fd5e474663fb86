"""Kinds of value, one file each: what a cell says, in the one spelling we keep, or None. Never a silent guess."""
