"""What texts hold that may answer: dates, sums, numbers, names, places, offices, and words that turn them round."""
