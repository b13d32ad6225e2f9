"""Articles to a snapshot, by what changed."""
