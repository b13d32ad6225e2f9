"""Whether an answer is sure, or refused."""
