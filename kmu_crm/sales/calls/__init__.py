"""Today's calls: rules that people read, the gate before each number, and the sheet to call with."""
