"""What the bot measures of itself, and where whoever hosts it reads that: numbers, never words.

No question, no answer, no id or name of a person, server or channel is a measure or a label of one. Off unless the
settings name a port; `Measures` then costs nothing. `bot.monitoring.prometheus` is the door to Prometheus's client.
"""
