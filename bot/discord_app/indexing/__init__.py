"""Rebuilding the index from Discord: `/rebuild-index`."""
