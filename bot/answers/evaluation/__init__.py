"""How well questions are answered: each answer judged, figures of all of them, a threshold chosen by them.

Reads questions whose answers are known and what an answerer makes of them; answering does not need it.
"""
