"""The sentences of the passages found, read beside the question, and which of them are likely to answer."""
