"""What of a sentence is shown: how much is quoted, checked at its place, linked, and what stands in bold."""
