"""Installing, freezing, translating: what is done around the program, not by it."""
