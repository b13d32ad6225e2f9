"""Makes the shipped reader of answers, offline: `python -m bot.answers.training.reader --data FOLDER`."""
