"""How healthy the relationship with a customer is."""
