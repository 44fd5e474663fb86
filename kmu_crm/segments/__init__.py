"""Saved questions become lists: the rule text, its evaluation in SQL, and ready segments."""
