"""Rules become segments: one builds them, sees who is in them and why, and what sets these customers apart."""
