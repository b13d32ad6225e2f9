"""A server's own articles: `/corpus add|remove|list|show|export`."""
