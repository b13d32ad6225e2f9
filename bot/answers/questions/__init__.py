"""What a question says by its own text: what it asks, in which words, and what stands around it."""
