"""Files become tables: what a file is, its encoding and its rows, whatever its kind."""
