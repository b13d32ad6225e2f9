"""What a person at a terminal sees, and what a program that calls `sourcier` reads.

Results go to standard output, everything else (progress, notes, errors) to standard error. Both are UTF-8.
"""
