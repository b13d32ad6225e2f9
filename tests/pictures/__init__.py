"""The pictures of README, drawn from the real bot in a simulated Discord: `python -m tests.pictures`."""
