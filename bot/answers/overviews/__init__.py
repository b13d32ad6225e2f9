"""What the articles say about a topic, and what they are about."""
