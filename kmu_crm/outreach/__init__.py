"""Lists become files: the funnel of who may be written to, presets for newsletter tools, the export log."""
