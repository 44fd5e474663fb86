"""One sheet a format; Python beside a sheet only where a format truly needs it."""
