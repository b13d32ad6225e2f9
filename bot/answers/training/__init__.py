"""Makes the shipped model of answers, offline: `python -m bot.answers.training --data FOLDER`. Nobody imports it."""
