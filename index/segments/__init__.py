"""Immutable pieces of an index, each written once and shared by the snapshots that name it.

A segment holds whole articles with all that is known of their passages: texts, vectors, words and word pieces. Its
passages have local rows, from 0 up. It is made from articles, or merged from others without what is dead in them.
"""
