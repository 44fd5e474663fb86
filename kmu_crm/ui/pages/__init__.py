"""The areas of the window, one folder each, in the order of the rail; built when they are first shown."""
