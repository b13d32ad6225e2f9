"""What people read, in English."""

TEXTS: dict[str, str] = {}
