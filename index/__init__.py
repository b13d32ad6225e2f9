"""Passages in, ranked hits out.

This floor knows encoders, word search, the lexicon between languages, snapshots on disk and ranking. It does not
know answers or Discord.
"""
