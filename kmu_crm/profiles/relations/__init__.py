"""Who belongs together without being one: works at, owns, lives with, branch of, sister of."""
