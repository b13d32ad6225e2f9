"""What the index takes as a store: to build, change, start, ask a million passages, swap, on disk; and peers."""
