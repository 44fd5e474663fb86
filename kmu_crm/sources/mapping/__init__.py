"""Tables get a meaning: which export this is, and what each column says."""
