"""Snapshots on disk: one folder a corpus, sealed records, what was in use before, and what lives in which segment."""
