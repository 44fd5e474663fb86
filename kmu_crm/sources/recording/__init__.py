"""Rows become records, documents and consents in the store, version by version."""
