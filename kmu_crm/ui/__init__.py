"""The window: Qt widgets in the order of the folders. Knows all of the core; nothing of the core knows it."""
