"""The command line: every command is a few lines that call a core function the window calls too."""
