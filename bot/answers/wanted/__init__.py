"""What a kind of question wants first: who did it, where it is, how many, why, what differs."""
