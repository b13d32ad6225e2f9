"""What can be wrong with an installation, and the remedy for each: checks that look and change nothing that lasts.

A check gives findings and prints nothing. `bot.doctor.checkup` has them all; `sourcier doctor` shows what they find.
"""
