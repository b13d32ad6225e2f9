"""`/insights`: questions without an answer, what people said of answers, how much was asked."""
