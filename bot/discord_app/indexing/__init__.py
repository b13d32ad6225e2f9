"""The index from Discord: `/rebuild-index`, `/index`, and the golden questions that judge a new one."""
