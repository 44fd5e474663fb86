"""Who gets a message, who does not and why, and the file for the program that sends it."""
