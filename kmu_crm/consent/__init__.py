"""May we speak to them? The ledger of what was said, the block list, and the one door out: the gate."""
