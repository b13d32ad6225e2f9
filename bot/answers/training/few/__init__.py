"""Learning further from questions to folders of few articles, as a community has them."""
