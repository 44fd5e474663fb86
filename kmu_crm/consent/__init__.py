"""May we speak to them? The ledger of consents, the block list, and the gate: the one door through which an address leaves."""
