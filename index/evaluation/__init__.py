"""How well passages are found: questions with known answers, rankings, standard measures, a report.

Everything here reads an opened index and files that people give; nothing is trained or chosen by it, and answering
does not need it.
"""
