"""A question asked again in other words, where it found nothing or nothing sure."""
