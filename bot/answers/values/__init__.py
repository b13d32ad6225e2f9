"""What texts hold that may answer: dates, years, sums, numbers, names, places and offices."""
