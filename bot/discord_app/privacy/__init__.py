"""What is kept about somebody, and its deletion: `/privacy show` and `/privacy forget`."""
