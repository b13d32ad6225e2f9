"""Questions in, cited answers out: the terminal, Discord, settings and wiring."""
