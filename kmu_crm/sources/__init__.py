"""Files become records: sniffed, read, mapped by declarative sheets, imported whole or not at all, taken back."""
