"""From the first sign of interest to the first invoice: stages by criteria, hand-over to sales, and what came of it."""
