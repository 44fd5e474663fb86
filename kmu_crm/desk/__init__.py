"""Verbs that span stages: import then derive, show one profile, profiles as a table, rebuild, selftest."""
