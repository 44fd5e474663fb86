"""The working day: whom to call, with what, and what came of it."""
