"""The journal of what people said in the program. Append-only; a decision is taken back by a further entry."""
