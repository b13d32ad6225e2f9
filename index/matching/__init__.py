"""Passages matched by meaning and by word pieces, and all ways of matching made one ranking."""
