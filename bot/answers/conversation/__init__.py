"""Questions that lean on those before them, read in full."""
