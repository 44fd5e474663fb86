"""Customer data of a small business in one place: merged, valued, and written to only with consent."""

__version__ = "0.1.0"
