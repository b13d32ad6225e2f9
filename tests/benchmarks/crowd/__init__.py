"""Many people asking at once in the loopback Discord, a rebuild running: how soon they hear, what holds the loop."""
